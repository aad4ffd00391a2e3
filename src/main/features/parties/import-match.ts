import { partyTable } from '#shared/features/parties/model.ts';
import type { PartyDraft } from '#shared/features/parties/import-row.ts';
import type { Row } from '#shared/rows/table.ts';
import { fold, wordsOf } from '#shared/text/fold.ts';
import type { ReadableDb } from '../../replica/db.ts';

export type PartyRow = Row<typeof partyTable>;

export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly party: PartyRow }
  /** Fits more than one; nobody guesses. */
  | { readonly kind: 'several' };

/** What of some rows anybody here has at all: most rows of most files are of new customers, and are asked no further. */
export interface KnownHere {
  readonly customerNos: ReadonlySet<string>;
  readonly digits: ReadonlySet<string>;
  readonly mails: ReadonlySet<string>;
  readonly sortNames: ReadonlySet<string>;
}

/** One query a kind of key, for all rows together. It holds as long as nobody writes to the replica. */
export function knownHere(db: ReadableDb, drafts: readonly PartyDraft[]): KnownHere {
  const contacts = drafts.flatMap((draft) => draft.contacts);
  return {
    customerNos: takenOf(
      db,
      drafts.flatMap(({ said }) => said.customer_no ?? []),
      'FROM party WHERE customer_no = given.value COLLATE NOCASE',
    ),
    digits: takenOf(
      db,
      contacts.flatMap(({ digits }) => digits ?? []),
      "FROM phone WHERE digits = given.value AND kind = 0 AND ref_type = 'party'",
    ),
    mails: takenOf(
      db,
      contacts.flatMap(({ kind, raw }) => (kind === 'mail' ? raw : [])),
      "FROM contact_point WHERE kind = 'mail' AND raw = given.value COLLATE NOCASE",
    ),
    sortNames: takenOf(
      db,
      drafts.flatMap((draft) => (saysWhere(draft) ? draft.sortName : [])),
      'FROM party WHERE sort_name = given.value COLLATE NOCASE',
    ),
  };
}

/** @param from of the one row that is enough */
function takenOf(db: ReadableDb, values: readonly string[], from: string): ReadonlySet<string> {
  const places = db
    .prepare<[string], { readonly key: number }>(
      `SELECT given.key FROM json_each(?) AS given WHERE EXISTS (SELECT 1 ${from})`,
    )
    .all(JSON.stringify(values));
  return new Set(places.flatMap(({ key }) => values[key] ?? []));
}

/** Names are the same in any order of their words: `Brandt, Erika`. */
export const nameKey = (name: string): string => wordsOf(name).toSorted().join(' ');

/**
 * Who a row is, the first of these that anybody fits: Rufblatt's own id; the customer number; a telephone number with
 * the name; a mail address with the name; the name with the birth date or the postal address. Nobody is ever found by
 * name alone.
 */
export function matchParty(db: ReadableDb, draft: PartyDraft, known: KnownHere): Match {
  const { customer_no: customerNo } = draft.said;
  let key: string | undefined;
  const isNamed = ({ name, customer_no: other }: PartyRow): boolean =>
    nameKey(name) === (key ??= nameKey(draft.name)) &&
    // Two customer numbers are two customers, whatever they share.
    (customerNo === undefined || other === null || other.toLowerCase() === customerNo.toLowerCase());
  const ways: readonly (() => readonly PartyRow[])[] = [
    () => (draft.id === undefined ? [] : select(db, 'id = ?', draft.id)),
    () =>
      customerNo === undefined || !known.customerNos.has(customerNo)
        ? []
        : select(db, 'customer_no = ? COLLATE NOCASE', customerNo),
    () =>
      draft.contacts
        .flatMap(({ digits }) => (digits === null || !known.digits.has(digits) ? [] : byDigits(db, digits)))
        .filter(isNamed),
    () =>
      draft.contacts
        .flatMap(({ kind, raw }) => (kind === 'mail' && known.mails.has(raw) ? byMail(db, raw) : []))
        .filter(isNamed),
    () =>
      saysWhere(draft) && known.sortNames.has(draft.sortName)
        ? byName(db, draft).filter((party) => isNamed(party) && isThere(party, draft))
        : [],
  ];
  for (const way of ways) {
    const found = new Map(
      way()
        .map((party) => survivor(db, party))
        .map((party) => [party.id, party]),
    );
    const [party] = found.values();
    if (party) return found.size > 1 ? { kind: 'several' } : { kind: 'one', party };
  }
  return { kind: 'none' };
}

const saysWhere = ({ said }: PartyDraft): boolean =>
  said.birth_date !== undefined || (said.street !== undefined && said.postal_code !== undefined);

function isThere(party: PartyRow, { said }: PartyDraft): boolean {
  if (said.birth_date !== undefined && party.birth_date !== null) return said.birth_date === party.birth_date;
  return (
    said.street !== undefined &&
    said.postal_code === party.postal_code &&
    fold(said.street) === fold(party.street ?? '')
  );
}

const byName = (db: ReadableDb, { sortName }: PartyDraft): readonly PartyRow[] =>
  db
    .prepare<[string], PartyRow>(`SELECT ${COLUMNS} FROM party WHERE sort_name = ? COLLATE NOCASE LIMIT 200`)
    .all(sortName);

const COLUMNS = ['id', 'scope_id', 'ver', ...partyTable.columnNames].join(', ');

function select(db: ReadableDb, condition: string, value: string): readonly PartyRow[] {
  return db.prepare<[string], PartyRow>(`SELECT ${COLUMNS} FROM party WHERE ${condition} LIMIT 3`).all(value);
}

const byDigits = (db: ReadableDb, digits: string): readonly PartyRow[] =>
  db
    .prepare<[string], PartyRow>(
      `SELECT ${COLUMNS} FROM party
       WHERE id IN (SELECT ref_id FROM phone WHERE digits = ? AND kind = 0 AND ref_type = 'party')`,
    )
    .all(digits);

const byMail = (db: ReadableDb, mail: string): readonly PartyRow[] =>
  db
    .prepare<[string], PartyRow>(
      `SELECT ${COLUMNS} FROM party
       WHERE id IN (SELECT party_id FROM contact_point WHERE kind = 'mail' AND raw = ? COLLATE NOCASE)`,
    )
    .all(mail);

const LONGEST_CHAIN = 20;

/** Whom a merged party has become part of. */
function survivor(db: ReadableDb, party: PartyRow): PartyRow {
  let last = party;
  for (let step = 0; last.merged_into !== null && step < LONGEST_CHAIN; step++) {
    const [next] = select(db, 'id = ?', last.merged_into);
    if (!next) break;
    last = next;
  }
  return last;
}
