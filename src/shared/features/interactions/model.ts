import { defineTable, integer, optionalInteger, optionalText, refTo, text } from '../../rows/table.ts';
import type { EndReason } from '../../calls/call-event.ts';
import type { Outcome } from '../../calls/wrap-up.ts';

export const INTERACTION_TYPES = ['call', 'visit', 'mail', 'letter', 'note'] as const;
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
  },
  { owners: ['staff_id'] },
);
