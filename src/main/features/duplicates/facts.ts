import type { PartyFacts } from '#shared/features/duplicates/score.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/** A living party with what is compared of it. */
export interface KnownParty extends PartyFacts {
  readonly id: string;
  readonly rowid: number;
  /** 1: it has become part of another, and nothing is like it. */
  readonly isMerged: number;
}

interface PartyRow extends Omit<PartyFacts, 'phones' | 'mails'> {
  readonly id: string;
  readonly rowid: number;
  readonly isMerged: number;
}

interface ContactRow {
  readonly party_id: string;
  readonly kind: string;
  readonly raw: string;
  readonly digits: string | null;
}

const COLUMNS = `p.rowid AS rowid, p.id, p.merged_into IS NOT NULL AS isMerged, p.kind, p.name, p.first_name AS firstName, p.last_name AS lastName,
  p.birth_date AS birthDate, p.street, p.postal_code AS postalCode, p.city`;

/** Those merged into another, and those that are not here, are left out. */
export function factsOf(db: ReadableDb, ids: readonly string[]): readonly KnownParty[] {
  const rows = db
    .prepare<[string], PartyRow>(
      `SELECT ${COLUMNS} FROM json_each(?) AS asked JOIN party p ON p.id = asked.value WHERE p.merged_into IS NULL`,
    )
    .all(jsonIds(ids));
  return withContacts(db, rows);
}

/** The next parties in the order of their rows, merged ones among them. */
export function factsAfter(
  db: ReadableDb,
  { rowid, limit }: { readonly rowid: number; readonly limit: number },
): readonly KnownParty[] {
  const rows = db
    .prepare<[number, number], PartyRow>(
      `SELECT ${COLUMNS} FROM party p WHERE p.rowid > ? ORDER BY p.rowid LIMIT ?`,
    )
    .all(rowid, limit);
  return withContacts(db, rows);
}

function withContacts(db: ReadableDb, rows: readonly PartyRow[]): readonly KnownParty[] {
  const contacts = db
    .prepare<[string], ContactRow>(
      `SELECT c.party_id, c.kind, c.raw, c.digits FROM json_each(?) AS asked
       JOIN contact_point c ON c.party_id = asked.value WHERE c.state = 'own'`,
    )
    .all(jsonIds(rows.map(({ id }) => id)));
  const byParty = Map.groupBy(contacts, ({ party_id }) => party_id);
  return rows.map((row) => {
    const own = byParty.get(row.id) ?? [];
    return {
      ...row,
      phones: own.flatMap(({ kind, digits }) => (kind === 'phone' && digits ? [digits] : [])),
      mails: own.flatMap(({ kind, raw }) => (kind === 'mail' ? [raw] : [])),
    };
  });
}
