import type { CallEvent } from '#shared/calls/call-event.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';

import type { AmiSource } from '../ami-source.ts';
import { createAmiSource } from '../ami-source.ts';
import { chunksOf } from './chunks.ts';
import type { Chunking } from './chunks.ts';
import { readRecording } from './recording.ts';
import { startStandInPbx } from './stand-in-pbx.ts';
import type { ReceivedAction, Reply, StandInPbx } from './stand-in-pbx.ts';

export interface ReplayOptions {
  readonly devices: readonly string[];
  readonly chunking: Chunking;
  /**
   * What a Getvar of `CALLERID(pres)` is answered, which no file can be asked: what the recording itself shows for
   * the channel, else "allowed" (`recorded`), or nothing (`unknown`).
   */
  readonly presentation: 'recorded' | 'unknown';
  readonly queues?: readonly string[];
  /** Callers lost in those queues. */
  readonly onQueueMissed?: (miss: QueueMiss) => void;
  /** The black box of every call. */
  readonly onTrace?: (record: SourceTrace) => void;
}

export interface ReplayResult {
  readonly events: readonly CallEvent[];
  /** Ids of the calls, in the order their channels appeared. */
  readonly calls: readonly string[];
  /** Bytes at the end that are no whole frame. */
  readonly leftOver: number;
}

/** Long enough for any machine: in a replay the answer always comes. */
const patience = { presentationMs: 60_000, actionMs: 60_000, loginMs: 60_000, pingMs: 600_000 };

/** Feeds a recording through the real connection, tracker and gate, over a real socket. */
export async function replay(bytes: Buffer, options: ReplayOptions): Promise<ReplayResult> {
  const recording = readRecording(bytes);
  const pbx = await startStandInPbx({
    answer: (action) => answerGetvar(action, recording.presentations, options.presentation),
  });
  const events: CallEvent[] = [];
  const calls: string[] = [];
  const source = createAmiSource({
    settings: {
      host: '127.0.0.1',
      port: pbx.port,
      user: 'cti',
      secret: 'cti-secret',
      devices: options.devices,
      queues: options.queues ?? [],
      dialContext: 'internal',
    },
    timing: patience,
  });
  source.onTrace((record) => {
    if (record.kind === 'begun') calls.push(record.leg);
    options.onTrace?.(record);
  });
  source.onCall((event) => events.push(event));
  source.onQueueMissed((miss) => options.onQueueMissed?.(miss));
  try {
    await untilReady(source);
    await play(pbx, bytes.subarray(0, recording.wholeBytes), options.chunking);
    await source.drained();
    // The torn end goes out too, last: nothing may come of it.
    await pbx.send(bytes.subarray(recording.wholeBytes));
  } finally {
    await source.stop();
    await pbx.close();
  }
  return { events, calls, leftOver: bytes.subarray(recording.wholeBytes).toString('utf8').trim().length };
}

async function untilReady(source: AmiSource): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    source.onState((state) => {
      if (state.stage === 'ready') resolve();
      if (state.stage === 'refused' || state.stage === 'waiting') reject(new Error(state.cause.detail));
    });
    source.start();
  });
}

async function play(pbx: StandInPbx, bytes: Buffer, chunking: Chunking): Promise<void> {
  for (const chunk of chunksOf(bytes, chunking)) await pbx.send(chunk);
}

function answerGetvar(
  action: ReceivedAction,
  presentations: ReadonlyMap<string, string>,
  mode: ReplayOptions['presentation'],
): Reply | undefined {
  if (action['action'] !== 'Getvar') return undefined;
  if (mode === 'unknown') return [['Response: Error', 'Message: No such channel']];
  const value = presentations.get(action['channel'] ?? '') ?? 'allowed_not_screened';
  return [['Response: Success', 'Variable: CALLERID(pres)', `Value: ${value}`]];
}
