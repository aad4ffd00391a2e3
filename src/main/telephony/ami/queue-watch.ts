import type { CallEvent } from '#shared/calls/call-event.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import { field } from './frame.ts';
import type { AmiFrame } from './frame.ts';
import type { ChannelRef } from './tracker/claim.ts';
import type { TrackedEvent } from './tracker/state.ts';

/**
 * Callers in the chosen queues, from joining until they are answered, sent on or gone. Whoever gives up becomes a
 * queue miss; nothing of it ever rings or pops here.
 *
 *   join ─▶ waiting ─abandon▶ missed
 *              └─leave, hangup▶ forgotten
 */
export interface QueueWatch {
  readonly queues: ReadonlySet<string>;
  readonly waiting: ReadonlyMap<string, Waiting>;
}

interface Waiting {
  readonly at: number;
  /** Number of the frame the caller joined with: evidence of the presentation counts from there. */
  readonly since: number;
}

export interface QueueStep {
  readonly watch: QueueWatch;
  /** Whose presentation will be needed, asked while the channel still lives. */
  readonly suspect?: ChannelRef;
  /** For the presentation gate; {@link queueMissOf} reads it again on the far side. */
  readonly missed?: TrackedEvent;
}

/** Callers waiting at a time; more than any house has agents for. The longest waiting are forgotten first. */
const MOST_WAITING = 1_000;
const MISSED = 'queue-miss:';

/** Asterisk takes a queue by its name whatever the case. */
const keyOf = (queue: string): string => queue.trim().toLowerCase();

export const watchQueues = (queues: readonly string[]): QueueWatch => ({
  queues: new Set(queues.map(keyOf)),
  waiting: new Map(),
});

export function stepQueues(watch: QueueWatch, frame: AmiFrame, frameNumber: number, at: number): QueueStep {
  const id = field(frame, 'uniqueid');
  if (watch.queues.size === 0 || id === '') return { watch };
  const isChosen = watch.queues.has(keyOf(field(frame, 'queue')));
  switch (frame.event) {
    case 'queuecallerjoin':
      if (!isChosen) return { watch };
      return {
        watch: { ...watch, waiting: joined(watch.waiting, id, { at, since: frameNumber }) },
        suspect: { id, name: field(frame, 'channel') },
      };
    case 'queuecallerabandon':
      if (!isChosen) return { watch };
      return {
        watch: left(watch, id),
        missed: missedEvent(frame, watch.waiting.get(id) ?? { at, since: frameNumber }),
      };
    case 'queuecallerleave':
    case 'hangup':
      return { watch: left(watch, id) };
    default:
      return { watch };
  }
}

/** What came out of the gate, if it was put in here. */
export function queueMissOf(event: CallEvent): QueueMiss | undefined {
  if (event.type !== 'ringing' || !event.call.startsWith(MISSED)) return undefined;
  const { from, queue = '', dialled, group = '', at } = event;
  return { from, queue, group, at, ...(dialled === undefined ? {} : { dialled }) };
}

function missedEvent(frame: AmiFrame, { at, since }: Waiting): TrackedEvent {
  const id = field(frame, 'uniqueid');
  const dialled = frame.variables['']?.['DID'] || field(frame, 'exten');
  return {
    type: 'ringing',
    call: `${MISSED}${id}`,
    device: '',
    at,
    queue: field(frame, 'queue'),
    group: field(frame, 'linkedid') || id,
    ...(dialled === '' ? {} : { dialled }),
    from: {
      number: told(field(frame, 'calleridnum')),
      name: told(field(frame, 'calleridname')),
      customer: { id, name: field(frame, 'channel') },
      others: [],
      internal: false,
      since,
    },
  };
}

/** Asterisk's word for nothing. */
const told = (value: string): string => (value === '<unknown>' ? '' : value);

function joined(
  waiting: ReadonlyMap<string, Waiting>,
  id: string,
  caller: Waiting,
): ReadonlyMap<string, Waiting> {
  const next = new Map(waiting).set(id, caller);
  const [oldest] = next.keys();
  if (next.size > MOST_WAITING && oldest !== undefined) next.delete(oldest);
  return next;
}

function left(watch: QueueWatch, id: string): QueueWatch {
  if (!watch.waiting.has(id)) return watch;
  const waiting = new Map(watch.waiting);
  waiting.delete(id);
  return { ...watch, waiting };
}
