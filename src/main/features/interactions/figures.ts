import type { CountedAnswer, Span } from '../../host/figure-sources.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** Calls that came in and were taken. */
export function answeredIncoming(db: ReadableDb, { from, until }: Span): readonly CountedAnswer[] {
  return db
    .prepare<[number, number], CountedAnswer>(
      `SELECT occurred_at AS at, queue AS line, staff_id AS staffId FROM interaction
       WHERE type = 'call' AND direction = 'in' AND answered_at IS NOT NULL AND occurred_at >= ? AND occurred_at < ?`,
    )
    .all(from, until);
}
