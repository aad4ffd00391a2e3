import type { Outcome } from '../../calls/wrap-up.ts';
import { defineTable, integer, optionalText, refTo, text } from '../../rows/table.ts';

/** An unfinished wrap-up on its way to a colleague; gone when it is finished or taken back. */
export const passedWrapUpTable = defineTable('passed_wrap_up', {
  /** The call it is of; who called, when and whose sheet is told there. */
  call_id: refTo('interaction', text()),
  /** Users. */
  from_user: text(),
  to_user: text(),
  outcome: optionalText<Outcome>(),
  /** As far as it was written. */
  note: text(),
  passed_at: integer(),
});
