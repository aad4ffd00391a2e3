import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import { createManager } from '#main/telephony/ami/library.ts';
import { startStandInPbx } from '#main/telephony/ami/replay/stand-in-pbx.ts';
import { createServer, connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyPbx, OWN_DEVICE } from './corpus.ts';
import type { Corpus } from './corpus.ts';

export interface AmiResult {
  readonly calls: number;
  readonly events: number;
  /** Median of the rounds: bytes on a real socket → parsed, tracked, told. */
  readonly desk: Figures;
  /** The npm library alone on the same bytes: parsed, nothing made of them. */
  readonly library: Figures;
  /** Desk over library, events per second, same run. */
  readonly ratio: number;
  /** What a PBX with 300 calls at a time, three minutes each, costs a desk, in per cent of one core. */
  readonly shareOfCoreAt300Calls: number;
}

interface Figures {
  readonly eventsPerSecond: number;
  /** CPU time of this process, the stand-in PBX's writing included. */
  readonly cpuMicrosPerEvent: number;
}

const ROUNDS = 5;
const TOGETHER = 300;
const MINUTES_A_CALL = 3;

export async function benchAmi({
  calls,
  say,
}: {
  readonly calls: number;
  readonly say: (line: string) => void;
}): Promise<AmiResult> {
  const corpus = await busyPbx(calls, TOGETHER);
  say(`${corpus.events} events of ${calls} calls, ${(corpus.bytes.length / 1e6).toFixed(1)} MB`);
  const desk: Figures[] = [];
  const library: Figures[] = [];
  // In turn, so that a machine that slows down slows both.
  for (let round = 0; round < ROUNDS; round++) {
    desk.push(await measure(corpus, deskReads));
    library.push(await measure(corpus, libraryReads));
    say(
      `round ${round + 1} of ${ROUNDS}: ${desk.at(-1)?.eventsPerSecond} events/s, the library alone ${library.at(-1)?.eventsPerSecond}`,
    );
  }
  const [ours, theirs] = [median(desk), median(library)];
  const eventsPerSecond = (TOGETHER / (MINUTES_A_CALL * 60)) * (corpus.events / corpus.calls);
  return {
    calls,
    events: corpus.events,
    desk: ours,
    library: theirs,
    ratio: Math.round((ours.eventsPerSecond / theirs.eventsPerSecond) * 100) / 100,
    shareOfCoreAt300Calls: Math.round(eventsPerSecond * ours.cpuMicrosPerEvent) / 10_000,
  };
}

/** Resolves when everything was read; the clock runs from the first byte. */
type Reader = (
  corpus: Corpus,
  port: number,
) => Promise<{ readonly read: () => Promise<void>; readonly close: () => Promise<void> }>;

async function measure(corpus: Corpus, reader: Reader): Promise<Figures> {
  const pbx = await startStandInPbx();
  const { read, close } = await reader(corpus, pbx.port);
  try {
    const cpu = process.cpuUsage();
    const begin = performance.now();
    const sent = pbx.send(corpus.bytes);
    await Promise.all([sent, read()]);
    const seconds = (performance.now() - begin) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      eventsPerSecond: Math.round(corpus.events / seconds),
      cpuMicrosPerEvent: Math.round(((user + system) / corpus.events) * 10) / 10,
    };
  } finally {
    await close();
    await pbx.close();
  }
}

const deskReads: Reader = async ({ calls }, port) => {
  const source = createAmiSource({
    settings: {
      host: '127.0.0.1',
      port,
      user: 'cti',
      secret: 'cti-secret',
      devices: [OWN_DEVICE],
      dialContext: 'internal',
    },
    timing: { pingMs: 600_000, actionMs: 60_000 },
  });
  let ended = 0;
  source.onCall(({ type }) => {
    if (type === 'ended') ended += 1;
  });
  await new Promise<void>((resolve) => {
    source.onState(({ stage }) => {
      if (stage === 'ready') resolve();
    });
    source.start();
  });
  const own = Math.ceil(calls / TOGETHER);
  return {
    read: async () => {
      await until(() => ended >= own);
      await source.drained();
    },
    close: () => source.stop(),
  };
};

const libraryReads: Reader = async ({ events }, port) => {
  // The library dials a path, as the desk has it do; the relay here only copies bytes.
  const folder = await mkdtemp(join(tmpdir(), 'rufblatt-bench-'));
  const path = join(folder, 's');
  const relay = createServer((inner) => {
    const outer = connect(port, '127.0.0.1');
    inner.pipe(outer).pipe(inner);
    inner.on('error', () => outer.destroy());
    outer.on('error', () => inner.destroy());
  });
  await new Promise<void>((resolve) => relay.listen(path, resolve));
  const manager = createManager(null, 'localhost', 'cti', 'cti-secret', true);
  let seen = 0;
  manager.on('managerevent', () => {
    seen += 1;
  });
  await new Promise<void>((resolve) =>
    manager.connect(path, undefined, () => manager.login(() => resolve())),
  );
  return {
    read: () => until(() => seen >= events),
    async close() {
      manager.disconnect();
      await new Promise<void>((resolve) => relay.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
};

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error('not everything was read within two minutes');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function median(figures: readonly Figures[]): Figures {
  const sorted = figures.toSorted((a, b) => a.eventsPerSecond - b.eventsPerSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}
