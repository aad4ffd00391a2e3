import type { CountedCall, Span } from '../../host/figure-sources.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** Calls nobody took, once however many phones rang. The number dialled may be one person's: it is no line. */
export function missedIncoming(db: ReadableDb, { from, until }: Span): readonly CountedCall[] {
  return db
    .prepare<[number, number], CountedCall>(
      'SELECT missed_at AS at, queue AS line FROM missed_call WHERE missed_at >= ? AND missed_at < ?',
    )
    .all(from, until);
}
