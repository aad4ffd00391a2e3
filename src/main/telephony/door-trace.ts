import type { CallEvent, RemoteParty } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import { Emitter } from '#shared/kernel/emitter.ts';

/** One message of a PBX that concerned a leg, without anybody who may not be shown. */
export interface Said {
  readonly leg: string;
  /** Letters only: `ring`, `dialog`. */
  readonly event: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/**
 * The black boxes of a door that tells whole facts: what was said of each leg goes out as it comes. (AMI, where a number
 * may come long before it is known whether it may be shown, has a trace of its own.)
 */
export interface DoorTrace {
  on(listener: (record: SourceTrace) => void): () => void;
  /** Before the events that came of it are told. */
  step(at: number, said: readonly Said[], events: readonly CallEvent[]): void;
}

/** The first are the telling ones. */
const MOST_FRAMES = 200;
/** Far above what one agent's phones can hold. */
const MOST_LEGS = 64;

export function createDoorTrace(): DoorTrace {
  const records = new Emitter<SourceTrace>();
  const frames = new Map<string, number>();

  function begin(leg: string, device: string, at: number): void {
    if (frames.has(leg)) return;
    frames.set(leg, 0);
    for (const oldest of frames.keys()) {
      if (frames.size <= MOST_LEGS) break;
      frames.delete(oldest);
    }
    records.emit({ kind: 'begun', leg, device, at });
  }

  return {
    on: (listener) => records.on(listener),
    step(at, said, events) {
      for (const { call, device } of events) begin(call, device, at);
      for (const { leg, event, fields } of said) {
        const count = frames.get(leg);
        if (count === undefined || count >= MOST_FRAMES) continue;
        frames.set(leg, count + 1);
        const told = Object.entries(fields).filter((field): field is [string, string] => !!field[1]);
        const clipped = told.map(([name, value]) => [name, value.slice(0, 200)]);
        records.emit({
          kind: 'frame',
          leg,
          at,
          event,
          fields: Object.fromEntries(clipped) as Record<string, string>,
        });
      }
      for (const { type, call } of events) if (type === 'ended') frames.delete(call);
    },
  };
}

/** Named as AMI names a caller, so that an export pseudonymises it. Nothing of somebody withheld. */
export function identityFields({ number, name, withheld }: RemoteParty): Said['fields'] {
  return withheld ? { presentation: 'withheld' } : { calleridnum: number, calleridname: name };
}
