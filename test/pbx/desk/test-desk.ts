import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createDeskProcess } from '#demo/desk-process.ts';
import type { DeskProcess } from '#demo/desk-process.ts';
import type { CallPhase, LiveCall } from '#shared/calls/live-call.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import type { Contract, Input, Output } from '#shared/ipc/contract.ts';
import { callsContract, sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { openDeskPage } from '#test/support/desk-page.ts';
import type { DeskPage } from '#test/support/desk-page.ts';
import { PATIENCE_MS, waitUntil } from '../waiting.ts';
import { searchField, show } from './screen.ts';

export interface TestDeskOptions {
  readonly browser: Browser;
  /** Of `npm start`, besides shell, profile and folder. */
  readonly args: readonly string[];
  readonly profile: string;
  /** Where the profile's folder lies. */
  readonly home: string;
  /** What cannot be said with `args`. */
  readonly settings?: DeskSettingsPatch;
}

const START_SCRIPT = join(import.meta.dirname, '../../../src/launch/start.ts');

/** How the rig's Asterisk shows and takes numbers: what an administrator enters in the settings. */
const DIAL_PROFILE = {
  inbound: 'e164-without-plus',
  outsideLine: '0',
  country: '49',
  area: '621',
  internalLength: 3,
} as const;

/** A desk as `npm start` runs it, in a process of its own, with its page in Chromium and a witness of what it tells. */
export class TestDesk {
  readonly page: Page;
  /** Its replica and the key of it. */
  readonly folder: string;
  /** Everything that went to the page, as it was sent. */
  readonly toPage: readonly string[];
  readonly #desk: DeskPage;
  readonly #process: DeskProcess;
  readonly #running: readonly Service[];
  readonly #listeners = new Set<() => void>();
  /** Every state of every call it told of since the last `forget`, oldest first. */
  #told: LiveCall[] = [];
  #live: readonly LiveCall[] = [];
  #statuses: DeskStatus[] = [];
  /** How many events it has told. */
  #heard = 0;

  private constructor(
    desk: DeskPage,
    folder: string,
    toPage: readonly string[],
    running: readonly Service[],
    process: DeskProcess,
  ) {
    this.#desk = desk;
    this.#process = process;
    this.page = desk.page;
    this.folder = folder;
    this.toPage = toPage;
    this.#running = running;
    desk.onEvent((name, payload) => {
      this.#heard += 1;
      if (name === 'calls') this.#hear(payload as readonly LiveCall[]);
      if (name === 'status') this.#statuses.push(payload as DeskStatus);
      for (const listener of [...this.#listeners]) listener();
    });
  }

  /** Resolves when the PBX is ready, the replica holds everything and the page is there. */
  static async start({ browser, args, profile, home, settings }: TestDeskOptions): Promise<TestDesk> {
    const desk = createDeskProcess({
      name: `the desk of ${profile}`,
      script: START_SCRIPT,
      args: ['--shell', 'browser', '--no-open', '--profile', profile, '--data', home, ...args],
    });
    const running: Service[] = [desk];
    try {
      await desk.start();
      const toPage: string[] = [];
      const opened = await openDeskPage(browser, desk.address ?? '', (page) => {
        page.setDefaultTimeout(PATIENCE_MS);
        page.on('websocket', (socket) => {
          socket.on('framereceived', ({ payload }) => void toPage.push(payload.toString()));
        });
      });
      running.push({ start() {}, stop: () => opened.close() });
      const self = new TestDesk(opened, join(home, profile), toPage, running, desk);
      await self.ask(settingsContract, 'change', { dialProfile: DIAL_PROFILE, ...settings });
      self.#statuses.push(await self.ask(sessionContract, 'status', {}));
      self.#hear(await self.ask(callsContract, 'live', {}));
      await self.waitPbx('ready');
      await self.#waitComplete();
      await searchField(self.page).waitFor();
      return self;
    } catch (error) {
      await stopAll(running);
      throw error;
    }
  }

  async ask<C extends Contract, K extends keyof C['calls'] & string>(
    contract: C,
    call: K,
    input: Input<C['calls'][K]>,
  ): Promise<Output<C['calls'][K]>> {
    return (await this.#desk.ask(`${contract.part}.${call}`, input)) as Output<C['calls'][K]>;
  }

  /** The calls as last told. */
  get live(): readonly LiveCall[] {
    return this.#live;
  }

  /** Every state of every call told of since the last `forget`, oldest first. */
  get told(): readonly LiveCall[] {
    return this.#told;
  }

  /** Resolves with the first state of a call in this phase that was told of since the last `forget`. */
  waitCall(
    phase: CallPhase,
    fits: (call: LiveCall) => boolean = () => true,
    patience = PATIENCE_MS,
  ): Promise<LiveCall> {
    return waitUntil(
      this.#listeners,
      () => this.#told.find((call) => call.phase === phase && fits(call)),
      () => `a call ${phase}; told: ${this.#told.map(brief).join(', ') || 'nothing'}`,
      patience,
    );
  }

  /** Resolves when the link to the PBX has been in these states, in this order, since the last `forget`. */
  async waitPbx(...states: readonly DeskStatus['pbx']['state'][]): Promise<void> {
    await waitUntil(
      this.#listeners,
      () => {
        const missing = this.#statuses.reduce(
          (rest, { pbx }) => (pbx.state === rest[0] ? rest.slice(1) : rest),
          states,
        );
        return missing.length === 0 || undefined;
      },
      () =>
        `the PBX ${states.join(', then ')}; told: ${JSON.stringify(this.#statuses.map(({ pbx }) => pbx))}`,
    );
  }

  /** Resolves with the answer to a question as soon as it fits; asked again whenever the desk tells anything. */
  async waitAnswer<T>(question: () => Promise<T>, fits: (answer: T) => boolean, what: string): Promise<T> {
    for (;;) {
      const heard = this.#heard;
      const answer = await question();
      if (fits(answer)) return answer;
      await waitUntil(
        this.#listeners,
        () => this.#heard > heard || undefined,
        () => `${what}; the last answer: ${JSON.stringify(answer)}`,
      );
    }
  }

  /** What was told until now belongs to an earlier test; the status in force stays. */
  forget(): void {
    this.#told = [];
    this.#statuses = this.#statuses.slice(-1);
  }

  /** Resolves when nothing is live, and clears away what is over: pops, wrap-ups, the sheet. */
  async clear(): Promise<void> {
    await waitUntil(
      this.#listeners,
      () => this.#live.every(({ phase }) => phase === 'ended') || undefined,
      () => `no live call; there are ${this.#live.map(brief).join(', ')}`,
    );
    for (const { id } of this.#live) await this.ask(callsContract, 'dismiss', { id });
    for (const { id } of await this.ask(wrapUpContract, 'open', {}))
      await this.ask(wrapUpContract, 'finish', { id });
    await show(this.page, '/');
  }

  stop(): Promise<void> {
    return stopAll(this.#running);
  }

  /** Ends its process between any two statements, as a power failure does; its folder stays. */
  async kill(): Promise<void> {
    await this.#process.kill();
    await this.stop();
  }

  async #waitComplete(): Promise<void> {
    await waitUntil(
      this.#listeners,
      () => this.#statuses.some(({ centre }) => centre.asOf !== null) || undefined,
      () => `a complete replica; told: ${JSON.stringify(this.#statuses.map(({ centre }) => centre))}`,
    );
  }

  #hear(calls: readonly LiveCall[]): void {
    this.#live = calls;
    this.#told.push(...calls);
  }
}

function brief({ phase, remote, queue, end }: LiveCall): string {
  return [phase, remote.number ?? 'no number', queue, end?.reason].filter(Boolean).join(' ');
}
