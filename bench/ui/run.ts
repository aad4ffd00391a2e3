import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { startStandInPbx } from '#main/telephony/ami/replay/stand-in-pbx.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { openDeskPage } from '#test/support/desk-page.ts';
import type { DeskPage } from '#test/support/desk-page.ts';
import { presentationOf } from '../ami/soak.ts';
import type { FilledProfile } from '../lib/filled-profile.ts';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import { addCallHistory, CALLS } from './call-history.ts';
import { bareNodeMs, startMeasuredDesk } from './desk.ts';
import type { MeasuredDesk } from './desk.ts';
import { measureMemory } from './memory.ts';
import type { MemoryResult } from './memory.ts';
import { measureScroll, measureSheets } from './pages.ts';
import type { ScrollResult, SheetResult } from './pages.ts';

export interface UiResult {
  readonly parties: number;
  /** Processes that ran or waited to in the last minute, before and after: what the figures are worth. */
  readonly load: readonly [number, number];
  readonly start: StartResult;
  readonly sheet: SheetResult;
  readonly scroll: ScrollResult;
  readonly memory: MemoryResult;
}

export interface StartResult {
  /** ms from the start of the process to "ready for calls", the page open beside it. The first is after the filling. */
  readonly ready: Spread;
  /** Of that, to the address it can be opened at. */
  readonly address: Spread;
  /** ms of a Node that does nothing, before each. */
  readonly bareNode: Spread;
  /** Median over median. */
  readonly timesBareNode: number;
}

const PAGE_PROBE = readFileSync(join(import.meta.dirname, 'page-probe.js'), 'utf8');
const STARTS = 5;
const POLL_MS = 5;
const READY_MS = 60_000;
const SECRET = 'cti-secret';

/** The desk as it ships, in Chromium: what an agent waits for, and what a day of calls leaves behind. */
export async function benchUi(filled: FilledProfile, say: (line: string) => void): Promise<UiResult> {
  const { home, profile, parties } = filled;
  const before = loadavg()[0] ?? 0;
  const callers = filled.withReplica((replica) => addCallHistory(replica, parties));
  const secretFile = join(home, 'ami-secret');
  await writeFile(secretFile, SECRET, { mode: 0o600 });
  const running: Service[] = [];
  try {
    const pbx = await startStandInPbx({ forgets: true, secret: SECRET, answer: presentationOf });
    running.push({ start() {}, stop: () => pbx.close() });
    const browser = await launchChromium();
    running.push({ start() {}, stop: () => browser.close() });
    const args = [
      ...['--profile', profile, '--data', home, '--device', 'PJSIP/201'],
      ...['--ami', `127.0.0.1:${pbx.port}`, '--ami-user', 'cti', '--ami-secret-file', secretFile],
    ];
    const starts = [];
    let desk: Started | undefined;
    for (let index = 0; index < STARTS; index++) {
      await desk?.stop();
      const bare = await bareNodeMs();
      desk = await startDesk(browser, args);
      starts.push({ bare, ready: desk.readyMs, address: desk.process.addressMs });
      say(`start ${index + 1} of ${STARTS}: ready for calls after ${Math.round(desk.readyMs)} ms`);
    }
    if (!desk) throw new Error('no desk');
    running.push({ start() {}, stop: desk.stop });
    const [ready, bareNode] = [
      spread(starts.map((one) => one.ready)),
      spread(starts.map(({ bare }) => bare)),
    ];
    const sheet = await measureSheets({ page: desk.page.page, desk: desk.process, callers, say });
    const scroll = await measureScroll(desk.page.page, CALLS, say);
    // A run that is ended meanwhile has told this much.
    say(JSON.stringify({ sheet, scroll }));
    const memory = await measureMemory({ desk: desk.process, page: desk.page, pbx, say });
    return {
      parties,
      load: [before, loadavg()[0] ?? 0],
      start: {
        ready,
        address: spread(starts.map(({ address }) => address)),
        bareNode,
        timesBareNode: Math.round((ready.p50 / bareNode.p50) * 10) / 10,
      },
      sheet,
      scroll,
      memory,
    };
  } finally {
    await stopAll(running);
  }
}

interface Started {
  readonly process: MeasuredDesk;
  readonly page: DeskPage;
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
}

async function startDesk(browser: Browser, args: readonly string[]): Promise<Started> {
  const begin = performance.now();
  const desk = await startMeasuredDesk(args);
  try {
    const opened = await openDeskPage(browser, desk.address);
    await isReady(opened);
    const readyMs = performance.now() - begin;
    await opened.page.evaluate(PAGE_PROBE);
    return {
      process: desk,
      page: opened,
      readyMs,
      async stop() {
        await opened.close();
        await desk.stop();
      },
    };
  } catch (error) {
    await desk.stop();
    throw error;
  }
}

async function isReady({ ask }: Pick<DeskPage, 'ask'>): Promise<void> {
  const end = performance.now() + READY_MS;
  while (!JSON.stringify(await ask('session.status', {})).includes('"pbx":{"state":"ready"')) {
    if (performance.now() > end) throw new Error('the desk did not become ready for calls');
    await sleep(POLL_MS);
  }
}
