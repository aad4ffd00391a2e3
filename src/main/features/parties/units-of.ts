import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/** The branches and departments right below these organisations: ids. */
export function unitsOf(db: ReadableDb, partyIds: readonly string[]): readonly string[] {
  return db
    .prepare<[string], { id: string }>(
      'SELECT id FROM party WHERE parent_id IN (SELECT value FROM json_each(?)) AND merged_into IS NULL',
    )
    .all(jsonIds(partyIds))
    .map(({ id }) => id);
}
