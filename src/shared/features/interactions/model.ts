import {
  boolean,
  defineTable,
  integer,
  optionalInteger,
  optionalText,
  refTo,
  text,
} from '../../rows/table.ts';
import type { EndReason } from '../../calls/call-event.ts';
import type { Outcome } from '../../calls/wrap-up.ts';

/** `form`: sent in from a web page or filled in on paper · `message`: from one of ours to another about the customer. */
export const INTERACTION_TYPES = [
  'call',
  'visit',
  'meeting',
  'mail',
  'letter',
  'form',
  'message',
  'note',
] as const;
export type InteractionType = (typeof INTERACTION_TYPES)[number];

export const DIRECTIONS = ['in', 'out', 'none'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Wer hat wann mit wem welche Informationen ausgetauscht? One row an exchange. */
export const interactionTable = defineTable(
  'interaction',
  {
    type: text<InteractionType>(),
    direction: text<Direction>(),
    /** Whose sheet it stands on; null while the caller is not known. */
    party_id: refTo('party', optionalText()),
    /** Who of ours; a staff id. */
    staff_id: text(),
    /** ms since the epoch: when it rang, was sent, or happened. */
    occurred_at: integer(),
    answered_at: optionalInteger(),
    ended_at: optionalInteger(),
    /** Calls only: why it ended; null while it lasts. */
    end_reason: optionalText<EndReason>(),
    /** Calls only: the far end's digits; null when withheld. */
    number: optionalText(),
    queue: optionalText(),
    /** Calls only: the same for all legs of one incoming call, so that a ring group misses it once. */
    call_key: optionalText(),
    outcome: optionalText<Outcome>(),
    body: text(),
    /** false: it happened that day, at no known hour; `occurred_at` is the beginning of the day where it was entered. */
    time_known: boolean(),
    /** What came of it, in words. */
    result: optionalText(),
    /** What is to be done about it; the task that was booked for it is linked. */
    next_step: optionalText(),
  },
  {
    owners: ['staff_id'],
    anonymous: [
      ...['type', 'direction', 'staff_id', 'occurred_at', 'answered_at', 'ended_at', 'end_reason'],
      ...['queue', 'outcome', 'time_known'],
    ] as const,
  },
);

/** `spoken-with`: spoke for the party whose sheet it stands on, "Frank, für Erika" · `present`: was there as well. */
export const PARTICIPANT_ROLES = ['spoken-with', 'present'] as const;
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

/** Whoever else took part: the protocol shows on that sheet, too, once. */
export const participantTable = defineTable('interaction_participant', {
  interaction_id: refTo('interaction', text()),
  party_id: refTo('party', text()),
  role: text<ParticipantRole>(),
});
