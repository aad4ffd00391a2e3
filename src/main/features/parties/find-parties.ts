import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { Narrowing } from '../../host/narrowing.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { firstByName, HIT, MOST_SORTED, SURVIVOR, toHit } from './hit-row.ts';
import type { HitRow } from './hit-row.ts';

/*
 * Every way into a million parties, each answered out of an index within a few milliseconds. None of them sorts more
 * rows than MOST_SORTED: what comes beyond is found by typing another letter.
 */

/** Above every letter: `x` to `x` + this are all texts that begin with x. */
const LAST = '\u{10ffff}';

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
