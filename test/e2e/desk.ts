import type { Browser, Page } from 'playwright-core';
import { callsContract, commandsContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import type { Command } from '#shared/commands/command.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import type { Contract, Input, Output } from '#shared/ipc/contract.ts';
import { openDeskPage } from '#test/support/desk-page.ts';
import { until } from '#test/support/until.ts';
import { searchField } from './screen.ts';

/** A slow machine is no failure: every wait of a page ends with its condition, or here. ms */
const PATIENCE = 60_000;

/** A running desk in the browser shell: its page, and the same questions as the page asks. */
export interface Desk {
  readonly page: Page;
  /** Every message that went to the page, as it was sent. */
  readonly toPage: readonly string[];
  /** Once the page has an answer to all it has asked, and asks nothing more because of it. */
  answered(): Promise<void>;
  ask<C extends Contract, K extends keyof C['calls'] & string>(
    contract: C,
    call: K,
    input: Input<C['calls'][K]>,
  ): Promise<Output<C['calls'][K]>>;
  run<A>(command: Command<A>, args: A): Promise<void>;
  /** Once no call is live: nothing unfinished, nothing shown, first screen, German, light. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk(browser: Browser, address: string): Promise<Desk> {
  const toPage: string[] = [];
  const unanswered = new Set<number>();
  const seen = (payload: string | Buffer, note: (message: Message) => void): void => {
    const read = JSON.parse(payload.toString()) as Message | readonly Message[];
    for (const message of [read].flat()) note(message as Message);
  };
  const watch = (page: Page): void => {
    page.setDefaultTimeout(PATIENCE);
    page.on('websocket', (socket) => {
      unanswered.clear();
      socket.on('framesent', ({ payload }) =>
        seen(payload, ({ id }) => id !== undefined && unanswered.add(id)),
      );
      socket.on('framereceived', ({ payload }) => {
        toPage.push(payload.toString());
        seen(payload, ({ id }) => id !== undefined && unanswered.delete(id));
      });
    });
  };
  const opened = await openDeskPage(browser, address, watch, whereItIsMorning(new Date()));
  const desk: Desk = {
    page: opened.page,
    toPage,
    async answered() {
      // What an answer leads to is asked when it has been drawn.
      for (let calm = 0; calm < 2; calm += 1) {
        await opened.page.evaluate(drawnTwice);
        if (unanswered.size === 0) continue;
        calm = 0;
        await until(() => unanswered.size === 0);
      }
    },
    ask: async (contract, call, input) => (await opened.ask(`${contract.part}.${call}`, input)) as never,
    run: ({ name }, args) => desk.ask(commandsContract, 'run', { name, args }),
    async clear() {
      await until(async () =>
        (await desk.ask(callsContract, 'live', {})).every(({ phase }) => phase === 'ended'),
      );
      for (const { id } of await desk.ask(callsContract, 'live', {}))
        await desk.ask(callsContract, 'dismiss', { id });
      for (const { id } of await desk.ask(wrapUpContract, 'open', {}))
        await desk.ask(wrapUpContract, 'finish', { id });
      for (const { id } of await desk.ask(tasksContract, 'reminders', {}))
        await desk.ask(tasksContract, 'dismiss', { id });
      await desk.ask(settingsContract, 'change', { language: 'de', theme: 'light' });
      await leaveSearch(desk.page);
      await goTo(desk.page, '/');
    },
    close: () => opened.close(),
  };
  return desk;
}

/** As far as it matters who has an answer. */
interface Message {
  readonly id?: number;
}

/** Runs in the page. */
const drawnTwice = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });

const HOUR_MS = 3_600_000;

/**
 * The time zone where it is ten o'clock of this machine's day, or as near to it as there is a zone: no run crosses
 * midnight, every picture shows a working day, and what the demo data call yesterday is yesterday on the page.
 */
function whereItIsMorning(now: Date): string {
  const day = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const ahead = 10 - Math.floor((now.getTime() - day) / HOUR_MS);
  const offset = Math.min(14, Math.max(-12, ahead));
  // POSIX counts to the west.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** Empties the search field and takes the focus out of it. */
async function leaveSearch(page: Page): Promise<void> {
  const field = searchField(page);
  if (!(await field.isVisible())) return;
  await field.fill('');
  await field.press('Escape');
}

export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => void (window.location.hash = hash), `#${path}`);
}
