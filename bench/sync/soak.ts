import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchCentre } from './bench-centre.ts';
import { startDesksProcess } from './desks-process.ts';
import type { DesksProcess } from './desks-process.ts';
import { readUsage } from './process-cost.ts';

export interface SoakResult {
  readonly minutes: number;
  readonly desks: number;
  readonly changes: number;
  /** The node's, as it was read all along. */
  readonly heapMb: readonly number[];
  readonly residentMb: readonly number[];
  /** Least heap of the last third over that of the second: what a collection leaves. 1 is flat. */
  readonly growth: number;
}

const DESKS = 20;
const EVERY_MS = 100;
const SAMPLES = 30;

/** Desks that write and hear of each other without a pause: does the node's memory grow? */
export async function benchSoak(minutes: number, say: (line: string) => void): Promise<SoakResult> {
  const centre = await startBenchCentre();
  const processes: DesksProcess[] = [];
  try {
    const session = await centre.signIn();
    for (let each = 0; each < 2; each++)
      processes.push(await startDesksProcess({ url: centre.node.url, session, desks: DESKS / 2 }));
    const end = performance.now() + minutes * 60_000;
    const heapMb: number[] = [];
    const resident: number[] = [];
    let changes = 0;
    for (let nextSample = performance.now(); performance.now() < end;) {
      await Promise.all(processes.map((each) => each.create(`K${changes++}`)));
      await sleep(EVERY_MS);
      if (performance.now() < nextSample) continue;
      nextSample += (minutes * 60_000) / SAMPLES;
      const usage = await readUsage(centre);
      heapMb.push(Math.round(usage.heapMb));
      resident.push(Math.round(usage.residentMb));
      say(`${changes} changes, heap ${heapMb.at(-1)} MB, resident ${resident.at(-1)} MB`);
    }
    const third = Math.floor(heapMb.length / 3);
    const least = (from: number): number => Math.min(...heapMb.slice(from, from + third));
    return {
      minutes,
      desks: DESKS,
      changes,
      heapMb,
      residentMb: resident,
      growth: Math.round((least(heapMb.length - third) / least(third)) * 100) / 100,
    };
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
    await centre.stop();
  }
}
