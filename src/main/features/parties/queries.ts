import type { CallerCard } from '#shared/calls/live-call.ts';
import type { ContactLine, PartyHead, PartyHit } from '#shared/features/parties/contract.ts';
import type { ContactKind, PartyKind, PartyStatus } from '#shared/features/parties/model.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

interface HitRow {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly city: string | null;
  readonly customer_no: string | null;
  readonly phone: string | null;
}

const HIT = `
  p.id, p.kind, p.name, p.city, p.customer_no,
  (SELECT c.raw FROM contact_point c WHERE c.party_id = p.id AND c.kind = 'phone' ORDER BY c.id LIMIT 1) AS phone`;

const toHit = ({ customer_no, ...row }: HitRow): PartyHit => ({ ...row, customerNo: customer_no });

/** What the index's tokenizer does not fold by itself (see migrations.ts): letters people cannot find on a keyboard. */
function foldForSearch(text: string): string {
  return text.normalize('NFC').replaceAll('ß', 'ss').replaceAll('ẞ', 'SS').replaceAll('ı', 'i');
}

export function findPartiesByWords(
  db: ReadableDb,
  { text, limit }: { text: string; limit: number },
): readonly PartyHit[] {
  const words = foldForSearch(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (words.length === 0) return [];
  // Quoted, so that no word is taken for an operator of the query language; each may be the beginning of one.
  const query = words.map((word) => `"${word}"*`).join(' ');
  return db
    .prepare<[string, number], HitRow>(
      `SELECT ${HIT} FROM party_search JOIN party p ON p.rowid = party_search.rowid
       WHERE party_search MATCH ? ORDER BY party_search.rank, p.sort_name LIMIT ?`,
    )
    .all(query, limit)
    .map(toHit);
}

/** `digits`: beginnings of E.164 numbers, without `+`. */
export function findPartiesByDigits(
  db: ReadableDb,
  { digits, limit }: { digits: readonly string[]; limit: number },
): readonly PartyHit[] {
  return db
    .prepare<[string, number], HitRow>(
      `SELECT DISTINCT ${HIT} FROM json_each(?) AS start
       CROSS JOIN phone n ON n.digits >= start.value AND n.digits < start.value || ':' AND n.kind < 2
       JOIN party p ON p.id = n.ref_id ORDER BY p.sort_name LIMIT ?`,
    )
    .all(jsonIds(digits), limit)
    .map(toHit);
}

export function firstParties(db: ReadableDb, { limit }: { limit: number }): readonly PartyHit[] {
  return db
    .prepare<[number], HitRow>(`SELECT ${HIT} FROM party p ORDER BY p.sort_name COLLATE NOCASE LIMIT ?`)
    .all(limit)
    .map(toHit);
}

interface HeadRow {
  readonly id: string;
  readonly kind: PartyKind;
  readonly status: PartyStatus;
  readonly name: string;
  readonly customer_no: string | null;
  readonly street: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly note: string;
}

export function partyHead(db: ReadableDb, { id }: { id: string }): PartyHead | null {
  const row = db
    .prepare<[string], HeadRow>(
      'SELECT id, kind, status, name, customer_no, street, postal_code, city, note FROM party WHERE id = ?',
    )
    .get(id);
  if (!row) return null;
  const { customer_no, postal_code, ...rest } = row;
  return { ...rest, customerNo: customer_no, postalCode: postal_code, contacts: contactsOf(db, { id }) };
}

function contactsOf(db: ReadableDb, { id }: { id: string }): readonly ContactLine[] {
  return db
    .prepare<
      [string],
      {
        id: string;
        kind: ContactKind;
        label: string;
        raw: string;
        digits: string | null;
        stem: string | null;
      }
    >(
      'SELECT id, kind, label, raw, digits, stem FROM contact_point WHERE party_id = ? ORDER BY kind DESC, id',
    )
    .all(id);
}

export function describeParties(db: ReadableDb, ids: readonly string[]): readonly CallerCard[] {
  return db
    .prepare<[string], { id: string; name: string; city: string | null; customer_no: string | null }>(
      'SELECT id, name, city, customer_no FROM party WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(jsonIds(ids))
    .map(({ id, name, city, customer_no }) => ({
      ref: { type: 'party', id },
      name,
      detail: [city, customer_no].filter(Boolean).join(' · '),
    }));
}
