import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { PartyKind } from '#shared/features/parties/model.ts';
import type { Narrowing } from '../../host/narrowing.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/*
 * Every way into a million parties, each answered out of an index within a few milliseconds. None of them sorts more
 * rows than MOST_SORTED: what comes beyond is found by typing another letter.
 */

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

/** Whoever was found under a name or number from before a merge is the party of today. */
const SURVIVOR = `CROSS JOIN party p ON p.rowid =
  CASE WHEN f.merged_into IS NULL THEN f.rowid ELSE (SELECT s.rowid FROM party s WHERE s.id = f.merged_into) END
  AND p.merged_into IS NULL`;

/** The first by name of those in `found`, which is a FROM with p in it; numbers are looked up for these alone. */
const firstByName = (found: string): string => `
  SELECT ${HIT} FROM (SELECT DISTINCT p.rowid AS place, p.sort_name FROM ${found} ORDER BY p.sort_name COLLATE NOCASE LIMIT ?) AS first
  CROSS JOIN party p ON p.rowid = first.place ORDER BY first.sort_name COLLATE NOCASE`;

const toHit = ({ customer_no, ...row }: HitRow): PartyHit => ({ ...row, customerNo: customer_no });

const MOST_SORTED = 300;
/** Above every letter: `x` to `x` + this are all texts that begin with x. */
const LAST = '\u{10ffff}';

/** `words` are groups of alternatives: of each group one must be there. Quoted, so that none is taken for an operator. */
export interface WordQuery {
  /** `whole`: the word itself; else also as the beginning of one. */
  readonly words: readonly (readonly { readonly text: string; readonly whole: boolean }[])[];
  readonly limit: number;
}

export function findPartiesByWords(db: ReadableDb, { words, limit }: WordQuery): readonly PartyHit[] {
  if (words.length === 0 || words.some((group) => group.length === 0)) return [];
  const query = words
    .map((group) => `(${group.map(({ text, whole }) => `"${text}"${whole ? '' : '*'}`).join(' OR ')})`)
    .join(' AND ');
  return db
    .prepare<[string, number, number], HitRow>(
      firstByName(`(SELECT rowid FROM party_search WHERE party_search MATCH ? LIMIT ?) AS found
        CROSS JOIN party f ON f.rowid = found.rowid ${SURVIVOR}`),
    )
    .all(query, Math.max(limit, MOST_SORTED), limit)
    .map(toHit);
}

/** As they are sorted, "Brandt, Erika", from the beginning. */
export function findPartiesByName(
  db: ReadableDb,
  { start, limit }: { start: string; limit: number },
): readonly PartyHit[] {
  return db
    .prepare<[string, string, number], HitRow>(
      `SELECT ${HIT} FROM party p
       WHERE p.sort_name COLLATE NOCASE >= ? AND p.sort_name COLLATE NOCASE < ? AND p.merged_into IS NULL
       ORDER BY p.sort_name COLLATE NOCASE LIMIT ?`,
    )
    .all(start, start + LAST, limit)
    .map(toHit);
}

export function findPartiesByCustomerNo(
  db: ReadableDb,
  { start, limit }: { start: string; limit: number },
): readonly PartyHit[] {
  return db
    .prepare<[string, string, number], HitRow>(
      `SELECT DISTINCT ${HIT} FROM party f ${SURVIVOR}
       WHERE f.customer_no COLLATE NOCASE >= ? AND f.customer_no COLLATE NOCASE < ?
       ORDER BY f.customer_no COLLATE NOCASE LIMIT ?`,
    )
    .all(start, start + LAST, limit)
    .map(toHit);
}

export function findPartiesByMail(
  db: ReadableDb,
  { start, limit }: { start: string; limit: number },
): readonly PartyHit[] {
  return db
    .prepare<[string, string, number, number], HitRow>(
      firstByName(`(
          SELECT party_id FROM contact_point
          WHERE kind = 'mail' AND raw COLLATE NOCASE >= ? AND raw COLLATE NOCASE < ?
          ORDER BY raw COLLATE NOCASE LIMIT ?
        ) AS found CROSS JOIN party p ON p.id = found.party_id WHERE p.merged_into IS NULL`),
    )
    .all(start, start + LAST, MOST_SORTED, limit)
    .map(toHit);
}

/** `digits`: beginnings of E.164 numbers, without `+`. */
export function findPartiesByDigits(
  db: ReadableDb,
  { digits, limit }: { digits: readonly string[]; limit: number },
): readonly PartyHit[] {
  return db
    .prepare<[string, number, number], HitRow>(
      firstByName(`(
          SELECT n.ref_id FROM json_each(?) AS start
          CROSS JOIN phone n ON n.digits >= start.value AND n.digits < start.value || ':' AND n.kind < 2
          LIMIT ?
        ) AS found CROSS JOIN party p ON p.id = found.ref_id WHERE p.merged_into IS NULL`),
    )
    .all(jsonIds(digits), MOST_SORTED, limit)
    .map(toHit);
}

export function firstParties(
  db: ReadableDb,
  { limit, narrowed = [] }: { limit: number; narrowed?: readonly Narrowing[] },
): readonly PartyHit[] {
  return db
    .prepare<(string | number)[], HitRow>(
      `SELECT ${HIT} FROM party p WHERE p.merged_into IS NULL ${within('p.id', narrowed)}
       ORDER BY p.sort_name COLLATE NOCASE LIMIT ?`,
    )
    .all(...narrowed.flatMap(({ params }) => params), limit)
    .map(toHit);
}

/** Of these, in their order, those that are in all of `narrowed`. */
export function keepNarrowed(
  db: ReadableDb,
  { hits, narrowed }: { hits: readonly PartyHit[]; narrowed: readonly Narrowing[] },
): readonly PartyHit[] {
  const kept = new Set(
    db
      .prepare<string[], { id: string }>(
        `SELECT value AS id FROM json_each(?) AS hit WHERE true ${within('hit.value', narrowed)}`,
      )
      .all(jsonIds(hits.map(({ id }) => id)), ...narrowed.flatMap(({ params }) => params))
      .map(({ id }) => id),
  );
  return hits.filter(({ id }) => kept.has(id));
}

const within = (column: string, narrowed: readonly Narrowing[]): string =>
  narrowed.map(({ sql }) => `AND ${column} IN (${sql})`).join(' ');
