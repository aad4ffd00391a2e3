import { defineTable, integer, optionalText, refTo, text } from '../../rows/table.ts';

/**
 * A caller somebody passed on blindly, on the way to the colleague's desk with what is known of the call. A hint for
 * minutes: who made it clears it away with the next one.
 */
export const handoverTable = defineTable('handover', {
  /** E.164 digits without `+`, or an extension's; null when withheld or unknown: such a number is never stored. */
  number: optionalText(),
  /** What the PBX dialled for the caller. */
  target: text(),
  /** A staff id. */
  from_user: text(),
  /** Extension the caller was passed on from. */
  from_extension: optionalText(),
  party_id: refTo('party', optionalText()),
  /** As far as it was written. */
  note: text(),
  ticket_id: refTo('ticket', optionalText()),
  /** By the clock of the desk that passed the caller on, ms. */
  sent_at: integer(),
});
