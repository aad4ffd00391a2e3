import { setTimeout as sleep } from 'node:timers/promises';
import type { StandInPbx } from '#main/telephony/ami/replay/stand-in-pbx.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { DeskPage } from '#test/support/desk-page.ts';
import { scriptedCall } from '../ami/scripted-call.ts';
import type { MeasuredDesk } from './desk.ts';

export interface MemoryResult {
  readonly calls: number;
  /** Live heap of the desk's process in MB, after warm-up and then after every tenth of the calls. */
  readonly heapMb: readonly number[];
  /** Mean of the last third over mean of the first. */
  readonly lastOverFirst: number;
  readonly kbPerCall: number;
}

const CALLS = 1_000;
const WARM_UP = 200;
const PARTS = 10;
/** Played one after the other before the desk is asked whether they are over. */
const TOGETHER = 100;
const WAIT_MS = 20;
const PATIENCE_MS = 30_000;

interface Measured {
  readonly desk: Pick<MeasuredDesk, 'liveHeapMb'>;
  readonly page: Pick<DeskPage, 'ask'>;
  readonly pbx: Pick<StandInPbx, 'send'>;
  readonly say: (line: string) => void;
}

/** A desk's whole process through its calls, wave by wave: door, look-up, log, black box, window. */
export async function measureMemory({ desk, page, pbx, say }: Measured): Promise<MemoryResult> {
  let serial = 0;
  const play = async (count: number): Promise<void> => {
    for (const last = serial + count; serial < last;) {
      const wave = Array.from({ length: Math.min(TOGETHER, last - serial) }, (_, i) =>
        scriptedCall(serial + i),
      );
      serial += wave.length;
      for (const call of wave) for (const step of call) await pbx.send(step);
      await quiet(page);
    }
  };
  await play(WARM_UP);
  const heapMb = [await desk.liveHeapMb()];
  for (let part = 0; part < PARTS; part++) {
    await play(CALLS / PARTS);
    heapMb.push(await desk.liveHeapMb());
    say(`${((part + 1) * CALLS) / PARTS} calls: ${heapMb.at(-1)?.toFixed(1)} MB live`);
  }
  const third = Math.ceil(heapMb.length / 3);
  const [first, last] = [mean(heapMb.slice(0, third)), mean(heapMb.slice(-third))];
  return {
    calls: CALLS,
    heapMb: heapMb.map((mb) => Math.round(mb * 100) / 100),
    lastOverFirst: Math.round((last / first) * 1000) / 1000,
    kbPerCall: Math.round((((heapMb.at(-1) ?? 0) - (heapMb[0] ?? 0)) * 1000 * 100) / CALLS) / 100,
  };
}

/** Until what was played is over on the desk; then it is closed, as an agent does. */
async function quiet({ ask }: Pick<DeskPage, 'ask'>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const live = (await ask('calls.live', {})) as readonly LiveCall[];
    if (live.every(({ phase }) => phase === 'ended')) {
      for (const { id } of live) await ask('calls.dismiss', { id });
      return;
    }
    if (performance.now() > end) throw new Error(`calls did not end: ${JSON.stringify(live)}`);
    await sleep(WAIT_MS);
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
