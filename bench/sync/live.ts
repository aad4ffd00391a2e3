import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import { startBenchCentre } from './bench-centre.ts';
import type { BenchCentre } from './bench-centre.ts';
import { startDesksProcess } from './desks-process.ts';
import type { DesksProcess } from './desks-process.ts';
import { cpuMs, readUsage, residentMb } from './process-cost.ts';

export interface LiveResult {
  readonly desks: number;
  /** ms from the command on one desk to the row in another's replica, of every other desk. */
  readonly delay: Spread;
  /** Seen of what was to be seen: all, or something was lost. */
  readonly seen: { readonly of: number; readonly count: number };
  /** What one desk's sight of one change cost, where it went; whatever else the machine had to do. */
  readonly perSight: {
    readonly pulls: number;
    /** Of these over HTTP; the others are answers to pulls that had been laid down. */
    readonly httpPulls: number;
    readonly transactions: number;
    readonly nodeCpuMs: number;
    readonly databaseCpuMs: number | undefined;
    readonly deskCpuMs: number | undefined;
  };
  /** While nobody does anything, on the node; per desk. */
  readonly idle: {
    readonly cpuMsPerSecond: number;
    readonly residentKb: number;
    readonly transactionsPerSecond: number;
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
    const tokens = await centre.addDevices(desks);
    const before = await readUsage(centre);
    const portion = Math.ceil(desks / PROCESSES);
    for (let left = desks; left > 0; left -= portion) {
      const of = {
        desks: Math.min(portion, left),
        tokens: tokens.slice(desks - left, desks - left + portion),
      };
      processes.push(await startDesksProcess({ url: centre.node.url, session, ...of }));
      say(`${desks - Math.max(0, left - portion)} of ${desks} desks are there`);
    }
    const [writer] = processes;
    if (!writer) throw new Error('no desks');
    await writer.create('warm up');
    await sleep(SETTLE_MS);
    const begin = await readUsage(centre);
    const beginDesks = await cpuOf(processes);
    for (let change = 0; change < changes; change++) {
      await writer.create('');
      // Far enough apart that each is a change of its own.
      await sleep(desks > 100 ? 1_000 : 250);
    }
    await sleep(SETTLE_MS);
    const end = await readUsage(centre);
    const endDesks = await cpuOf(processes);
    const delays = (await Promise.all(processes.map((each) => each.delays()))).flat();
    const memory = await Promise.all(processes.map(({ pid }) => residentMb(pid)));
    const per = (value: number): number => Math.round((value / delays.length) * 1000) / 1000;
    const perOf = (from: number | undefined, to: number | undefined): number | undefined =>
      from === undefined || to === undefined ? undefined : per(to - from);
    const idle = await idleCost(centre, before.residentMb, desks);
    return {
      desks,
      delay: spread(delays),
      seen: { of: changes * (desks - 1), count: delays.length },
      perSight: {
        pulls: per(end.pulls - begin.pulls),
        httpPulls: per(end.httpPulls - begin.httpPulls),
        transactions: per(end.transactions - begin.transactions),
        nodeCpuMs: per(end.cpuMs - begin.cpuMs),
        databaseCpuMs: perOf(begin.databaseCpuMs, end.databaseCpuMs),
        deskCpuMs: perOf(beginDesks, endDesks),
      },
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

async function cpuOf(processes: readonly DesksProcess[]): Promise<number | undefined> {
  const each = await Promise.all(processes.map(({ pid }) => cpuMs(pid)));
  return each.every((ms) => ms !== undefined) ? each.reduce((sum, ms) => sum + ms, 0) : undefined;
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
    transactionsPerSecond: per((to.transactions - from.transactions) / seconds),
  };
}
