import type { Link } from '#shared/ipc/core-contracts.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { ReadableDb } from '../replica/db.ts';

interface LinkRow {
  readonly id: string;
  readonly to_type: string;
  readonly to_id: string;
}

/** All that lead away from a thing, in the order they were made. */
export function linksOf(db: ReadableDb, { from }: { from: Ref }): readonly Link[] {
  const rows = db
    .prepare<[string, string], LinkRow>(
      'SELECT id, to_type, to_id FROM link WHERE from_id = ? AND from_type = ? ORDER BY id',
    )
    .all(from.id, from.type);
  return rows.map(({ id, to_type, to_id }) => ({ id, from, to: { type: to_type, id: to_id } }));
}
