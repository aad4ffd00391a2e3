import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CallService } from '#main/calls/call-service.ts';
import { createRecorder } from '#main/features/black-box/recorder.ts';
import type { RecorderHost } from '#main/features/black-box/recorder.ts';
import type { Host } from '#main/host/host.ts';
import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import { startStandInPbx } from '#main/telephony/ami/replay/stand-in-pbx.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { scriptedCall } from './scripted-call.ts';

/**
 * One desk through many calls at its own phone: bytes on a real socket → connection → tracker → gate → call service →
 * black box. Everything in front of the database, where a leak would be.
 */
export interface Soak {
  /** Plays so many more calls, to the end of the last. */
  play(calls: number): Promise<void>;
  /** What is kept in memory, by name; what was told, for comparison. */
  holding(): Readonly<Record<string, number>>;
  /** Live heap after collection, bytes. */
  heap(): number;
  close(): Promise<void>;
}

const DEVICE = 'PJSIP/201';
/** At one time; a queue's burst. */
const TOGETHER = 20;

export async function startSoak(): Promise<Soak> {
  const pbx = await startStandInPbx({ forgets: true, answer: presentationOf });
  const source = createAmiSource({
    settings: {
      host: '127.0.0.1',
      port: pbx.port,
      user: 'cti',
      secret: 'cti-secret',
      devices: [DEVICE],
      dialContext: 'internal',
    },
    timing: { pingMs: 600_000, actionMs: 60_000, presentationMs: 60_000 },
  });
  const clock = { now: () => Date.now() };
  const log = { info() {}, warn() {}, error: (message: string) => void failures.push(message) };
  const failures: string[] = [];
  const calls = new CallService({
    clock,
    precise: () => performance.timeOrigin + performance.now(),
    newId: createNewId(clock, (length) => new Uint8Array(length)),
    lookup: { lookup: () => ({ rule: 'unknown', candidates: [] }), colleague: () => undefined },
    profile: () => defaultDeskSettings.dialProfile,
    devices: () => [DEVICE],
    recall: () => null,
    log,
  });
  const recorder = createRecorder(sink({ calls, clock, log }), () => () => undefined);
  calls.connect(source);
  await recorder.start();
  const told = { ended: 0, events: 0, announced: 0, withheld: 0 };
  source.onAnnounced?.(() => (told.announced += 1));
  source.onCall((event) => {
    told.events += 1;
    if (event.type === 'ended') told.ended += 1;
    if (event.type === 'ringing' && event.from.withheld) told.withheld += 1;
  });
  await new Promise<void>((resolve) => {
    source.onState(({ stage }) => {
      if (stage === 'ready') resolve();
    });
    source.start();
  });
  let serial = 0;

  return {
    async play(count) {
      for (const last = serial + count; serial < last;) {
        const wave = Array.from({ length: Math.min(TOGETHER, last - serial) }, (_, i) =>
          scriptedCall(serial + i),
        );
        serial += wave.length;
        // Side by side, as phones ring: the first step of all, then the second …
        const steps = Math.max(...wave.map(({ length }) => length));
        for (let step = 0; step < steps; step += 1) {
          await pbx.send(wave.map((call) => call[step] ?? '').join(''));
          await source.drained();
        }
        recorder.flush();
      }
    },
    holding: () => ({
      ...source.holding,
      live: calls.live().filter(({ phase }) => phase !== 'ended').length,
      shown: calls.live().length,
      traces: calls.traces().length,
      recording: recorder.open,
      failures: failures.length,
      toldEnded: told.ended,
      toldEvents: told.events,
      toldAnnounced: told.announced,
      toldWithheld: told.withheld,
    }),
    heap() {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      // What the first collection frees by finalisers, the second collects.
      collect();
      collect();
      return process.memoryUsage().heapUsed;
    },
    async close() {
      await recorder.stop();
      await source.stop();
      await pbx.close();
    },
  };
}

export interface SoakResult {
  readonly calls: number;
  readonly events: number;
  readonly seconds: number;
  /** Live heap in MB, after warm-up and after a tenth of the calls each. */
  readonly heapMb: readonly number[];
  readonly bytesPerCall: number;
  readonly holding: Readonly<Record<string, number>>;
}

const WARM_UP = 2_000;
const PARTS = 10;

export async function soak(calls: number, say: (line: string) => void): Promise<SoakResult> {
  const run = await startSoak();
  try {
    await run.play(WARM_UP);
    const first = run.heap();
    const heaps = [first];
    const begin = performance.now();
    for (let part = 0; part < PARTS; part += 1) {
      await run.play(Math.ceil(calls / PARTS));
      heaps.push(run.heap());
      say(`soak: ${(part + 1) * Math.ceil(calls / PARTS)} calls, ${toMb(heaps.at(-1) ?? 0)} MB live`);
    }
    const holding = run.holding();
    return {
      calls,
      events: holding['toldEvents'] ?? 0,
      seconds: Math.round((performance.now() - begin) / 100) / 10,
      heapMb: heaps.map(toMb),
      bytesPerCall: Math.round(((heaps.at(-1) ?? 0) - first) / calls),
      holding,
    };
  } finally {
    await run.close();
  }
}

const toMb = (bytes: number): number => Math.round(bytes / 1e4) / 100;

/** Every tenth caller withholds the number; only the PBX, asked, tells. */
export function presentationOf(action: Readonly<Record<string, string>>) {
  if (action['action'] !== 'Getvar') return undefined;
  const isWithheld = (action['channel'] ?? '').startsWith('PJSIP/secret');
  const value = isWithheld ? 'prohib_not_screened' : 'allowed_not_screened';
  return [['Response: Success', 'Variable: CALLERID(pres)', `Value: ${value}`]];
}

/** A host whose tables take everything and keep nothing. */
function sink({ calls, clock, log }: Pick<Host, 'calls' | 'clock' | 'log'>): RecorderHost {
  return {
    calls,
    clock,
    log,
    newId: createNewId(clock, (length) => new Uint8Array(length)),
    db: { prepare: () => ({ get: () => undefined }) } as unknown as Host['db'],
    local: (() => undefined) as Host['local'],
    onChanged: () => () => undefined,
    settings: () => defaultDeskSettings,
  };
}
