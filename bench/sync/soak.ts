import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchCentre } from './bench-centre.ts';
import { startDesksProcess } from './desks-process.ts';
import type { DesksProcess } from './desks-process.ts';
import { readUsage } from './process-cost.ts';

export interface SoakResult {
  readonly minutes: number;
  readonly desks: number;
  readonly changes: number;
  /** The node's, after a full collection each time. */
  readonly liveHeapMb: readonly number[];
  readonly residentMb: readonly number[];
  /** Mean live heap of the first and of the last third, MB. */
  readonly firstThird: number;
  readonly lastThird: number;
  /** The one over the other: 1 is flat. */
  readonly growth: number;
}

const DESKS = 20;
const EVERY_MS = 100;
const SAMPLES = 30;

const round = (mb: number): number => Math.round(mb * 10) / 10;

/** Desks that write and hear of each other without a pause: does the node's memory grow? */
export async function benchSoak(minutes: number, say: (line: string) => void): Promise<SoakResult> {
  const centre = await startBenchCentre();
  const processes: DesksProcess[] = [];
  try {
    const session = await centre.signIn();
    for (let each = 0; each < 2; each++)
      processes.push(await startDesksProcess({ url: centre.node.url, session, desks: DESKS / 2 }));
    const end = performance.now() + minutes * 60_000;
    const live: number[] = [];
    const resident: number[] = [];
    let changes = 0;
    for (let nextSample = performance.now(); performance.now() < end;) {
      await Promise.all(processes.map((each) => each.create(`K${changes++}`)));
      await sleep(EVERY_MS);
      if (performance.now() < nextSample) continue;
      nextSample += (minutes * 60_000) / SAMPLES;
      const usage = await readUsage(centre);
      live.push(round(await centre.node.liveHeapMb()));
      resident.push(Math.round(usage.residentMb));
      say(`${changes} changes, live heap ${live.at(-1)} MB, resident ${resident.at(-1)} MB`);
    }
    // The first sample is of a node that has not compiled what it needs yet.
    const warm = live.slice(1);
    const third = Math.floor(warm.length / 3);
    const mean = (part: readonly number[]): number =>
      round(part.reduce((sum, mb) => sum + mb, 0) / part.length);
    const [firstThird, lastThird] = [mean(warm.slice(0, third)), mean(warm.slice(-third))];
    return {
      minutes,
      desks: DESKS,
      changes,
      liveHeapMb: live,
      residentMb: resident,
      firstThird,
      lastThird,
      growth: Math.round((lastThird / firstThird) * 100) / 100,
    };
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
    await centre.stop();
  }
}
