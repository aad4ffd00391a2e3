import type { ReadableDb } from '../../replica/db.ts';

export function teamSize(db: ReadableDb): number {
  const row = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM staff WHERE left_at IS NULL').get();
  return row?.n ?? 0;
}
