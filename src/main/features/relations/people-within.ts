import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/**
 * Who belongs to one of these now, organisations, households or departments: ids. The day is the database's, a day more or
 * less is of no account here.
 */
export function peopleWithin(db: ReadableDb, partyIds: readonly string[]): readonly string[] {
  return db
    .prepare<[{ readonly ids: string }], { id: string }>(
      `SELECT person_id AS id FROM affiliation
       WHERE organisation_id IN (SELECT value FROM json_each(@ids)) AND (until IS NULL OR until >= date('now'))
       UNION
       SELECT person_id FROM affiliation
       WHERE department_id IN (SELECT value FROM json_each(@ids)) AND (until IS NULL OR until >= date('now'))`,
    )
    .all({ ids: jsonIds(partyIds) })
    .map(({ id }) => id);
}
