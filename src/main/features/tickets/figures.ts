import type { ReadableDb } from '../../replica/db.ts';

/** When each ticket that is not closed was opened, ms. */
export function openTicketTimes(db: ReadableDb): readonly number[] {
  return db
    .prepare<[], { at: number }>(
      "SELECT opened_at AS at FROM ticket INDEXED BY ticket_urgent WHERE state <> 'closed'",
    )
    .all()
    .map(({ at }) => at);
}
