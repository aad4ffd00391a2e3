import type { CallTraceRecord } from '#shared/calls/call-trace.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { addItem, factsOf, openBox, popTimesOf } from './box.ts';
import type { OpenBox } from './box.ts';
import { keptDays, writeBox } from './store.ts';
import type { After } from './timers.ts';

/** From the first thing unwritten to its writing: long after the pop it belongs to. */
export const WRITE_AFTER_MS = 1_000;
/** Boxes to one transaction, so that a busy morning does not make it long. */
const BOXES_AT_ONCE = 10;
/** Calls whose end is never told must not fill the memory; the oldest are closed. */
export const MOST_OPEN = 200;

export interface Recorder extends Service {
  /** Writes what is pending. */
  flush(): void;
  /** Why the latest write failed; null after one that went well. */
  readonly writeError: string | null;
  /** Calls gathered for now. */
  readonly open: number;
}

export type RecorderHost = Pick<
  Host,
  'calls' | 'clock' | 'db' | 'local' | 'log' | 'newId' | 'onChanged' | 'settings'
>;

/**
 * Gathers in memory what each call was made of, and writes it a second later.
 *
 * Invariant: nothing here runs in front of the pop but the pushing of an object into an array.
 */
export function createRecorder(host: RecorderHost, after: After): Recorder {
  const boxes = new Map<string, OpenBox>();
  const latest = new Map<string, LiveCall>();
  const dirty = new Set<OpenBox>();
  let cancelTimer: (() => void) | undefined;
  let detach: readonly (() => void)[] = [];
  let writeError: string | null = null;
  let isOn = true;

  function take(record: CallTraceRecord): void {
    if (!isOn) return;
    const box = boxOf(record);
    if (record.kind === 'frame') {
      const { at, event, fields } = record;
      addItem(box, { frame: { at, event, fields } });
    } else if (record.kind === 'event') {
      addItem(box, { stage: record.stage });
      box.callId = record.call ?? box.callId;
      box.pop ??= popTimesOf(record.stage);
      if (record.stage.event === 'ended') box.endedAt = record.stage.eventAt;
    }
    mark(box);
  }

  function boxOf(record: CallTraceRecord): OpenBox {
    const known = boxes.get(record.leg);
    if (known) return known;
    const [device, at] = beginningOf(record, host.clock.now());
    const box = openBox(host.newId(), device, at);
    boxes.set(record.leg, box);
    for (const [leg, oldest] of boxes) {
      if (boxes.size <= MOST_OPEN) break;
      oldest.endedAt ??= at;
      boxes.delete(leg);
      mark(oldest);
    }
    return box;
  }

  function mark(box: OpenBox): void {
    dirty.add(box);
    cancelTimer ??= after(WRITE_AFTER_MS, flush);
  }

  function flush(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const due = [...dirty];
    dirty.clear();
    for (const box of due) {
      const call = box.callId === null ? undefined : latest.get(box.callId);
      if (call) box.facts = factsOf(call, host.settings().dialProfile);
    }
    for (let from = 0; from < due.length; from += BOXES_AT_ONCE) write(due.slice(from, from + BOXES_AT_ONCE));
    for (const [leg, box] of boxes) if (box.endedAt !== null) boxes.delete(leg);
    const live = new Set(host.calls.live().map(({ id }) => id));
    for (const [id, call] of latest) if (call.phase === 'ended' || !live.has(id)) latest.delete(id);
  }

  function write(due: readonly OpenBox[]): void {
    try {
      host.local(['black_box', 'black_box_part'], (db) => {
        for (const box of due) writeBox(db, box);
      });
      writeError = null;
    } catch (error) {
      // A diagnosis is not worth a desk that stops: what could not be written is let go.
      writeError = messageOf(error);
      host.log.error('the black box could not be written', { error: writeError });
    }
    for (const box of due) {
      box.pending = [];
      box.parts += 1;
    }
  }

  return {
    get writeError() {
      return writeError;
    },
    get open() {
      return boxes.size + latest.size + dirty.size;
    },
    flush,
    start() {
      const readSetting = (): void => {
        isOn = keptDays(host.db) > 0;
      };
      readSetting();
      detach = [
        host.calls.onTrace(take),
        host.calls.onCall((call) => {
          latest.set(call.id, call);
          for (const box of boxes.values()) if (box.callId === call.id) mark(box);
        }),
        host.onChanged((tables) => {
          if (tables.includes('black_box_setting')) readSetting();
        }),
      ];
    },
    stop() {
      for (const off of detach) off();
      flush();
    },
  };
}

function beginningOf(record: CallTraceRecord, now: number): readonly [device: string, at: number] {
  if (record.kind === 'frame') return ['', record.at];
  return record.kind === 'begun'
    ? [record.device, record.at]
    : [record.device, Math.min(record.stage.eventAt, now)];
}
