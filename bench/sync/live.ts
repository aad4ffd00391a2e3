import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import { startBenchCentre } from './bench-centre.ts';
import type { BenchCentre } from './bench-centre.ts';
import { startDesksProcess } from './desks-process.ts';
import type { DesksProcess } from './desks-process.ts';
import { readUsage, residentMb } from './process-cost.ts';

export interface LiveResult {
  readonly desks: number;
  /** ms from the command on one desk to the row in another's replica, of every other desk. */
  readonly delay: Spread;
  /** Seen of what was to be seen: all, or something was lost. */
  readonly seen: { readonly of: number; readonly count: number };
  /** While nobody does anything, on the node; per desk. */
  readonly idle: {
    readonly cpuMsPerSecond: number;
    readonly residentKb: number;
    readonly queriesPerSecond: number;
  };
  /** Memory of the desks' processes, per desk, without the user interface. */
  readonly deskMb: number | undefined;
}

const PROCESSES = 4;
const IDLE_MS = 31_000;
const SETTLE_MS = 2_000;

/** A change on one desk, shown on all others; and what desks cost that do nothing. */
export async function benchLive({
  desks,
  changes,
  say,
}: {
  readonly desks: number;
  readonly changes: number;
  readonly say: (line: string) => void;
}): Promise<LiveResult> {
  const centre = await startBenchCentre();
  const processes: DesksProcess[] = [];
  try {
    const session = await centre.signIn();
    const before = await readUsage(centre);
    const portion = Math.ceil(desks / PROCESSES);
    for (let left = desks; left > 0; left -= portion) {
      const options = { url: centre.node.url, session, desks: Math.min(portion, left) };
      processes.push(await startDesksProcess(options));
      say(`${desks - Math.max(0, left - portion)} of ${desks} desks are there`);
    }
    const [writer] = processes;
    if (!writer) throw new Error('no desks');
    await writer.create('warm up');
    await sleep(SETTLE_MS);
    for (let change = 0; change < changes; change++) {
      await writer.create('');
      // Far enough apart that each is a change of its own.
      await sleep(desks > 100 ? 1_000 : 250);
    }
    await sleep(SETTLE_MS);
    const delays = (await Promise.all(processes.map((each) => each.delays()))).flat();
    const memory = await Promise.all(processes.map(({ pid }) => residentMb(pid)));
    const idle = await idleCost(centre, before.residentMb, desks);
    return {
      desks,
      delay: spread(delays),
      seen: { of: changes * (desks - 1), count: delays.length },
      idle,
      deskMb: memory.every((mb) => mb !== undefined)
        ? Math.round((memory.reduce((sum, mb) => sum + mb, 0) / desks) * 10) / 10
        : undefined,
    };
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
    await centre.stop();
  }
}

async function idleCost(
  centre: BenchCentre,
  residentBefore: number,
  desks: number,
): Promise<LiveResult['idle']> {
  const from = await readUsage(centre);
  await sleep(IDLE_MS);
  const to = await readUsage(centre);
  const seconds = (to.at - from.at) / 1000;
  const per = (value: number): number => Math.round((value / desks) * 1000) / 1000;
  return {
    cpuMsPerSecond: per((to.cpuMs - from.cpuMs) / seconds),
    residentKb: Math.round(((to.residentMb - residentBefore) * 1024) / desks),
    queriesPerSecond: per((to.transactions - from.transactions) / seconds),
  };
}
