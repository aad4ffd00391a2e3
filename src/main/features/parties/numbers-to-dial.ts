import { PHONE_KIND } from '../../calls/number-index.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/** A number of each party to call them on, `+49…`: the first that was entered. Those without one are left out. */
export function numbersToDial(db: ReadableDb, partyIds: readonly string[]): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[string], { id: string; digits: string | null }>(
      `SELECT ids.value AS id, (
         SELECT p.digits FROM contact_point c
         JOIN phone p ON p.digits = c.digits AND p.kind = ${PHONE_KIND.exact} AND p.contact_id = c.id
         WHERE c.party_id = ids.value ORDER BY c.id LIMIT 1) AS digits
       FROM json_each(?) ids`,
    )
    .all(jsonIds(partyIds));
  return new Map(rows.flatMap(({ id, digits }) => (digits === null ? [] : [[id, `+${digits}`]])));
}
