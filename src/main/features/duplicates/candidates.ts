import { keysOf, soundKeysOf } from '#shared/features/duplicates/keys.ts';
import type { PartyFacts } from '#shared/features/duplicates/score.ts';
import { wordsOf } from '#shared/text/fold.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** Of a number, an address or a name that more have, so many are looked at: it says little of each. */
const MOST_EACH = 40;

export const BY_NUMBER = `SELECT c.party_id AS id FROM phone n JOIN contact_point c ON c.id = n.contact_id
  WHERE n.digits = ? AND n.kind = 0 AND n.ref_type = 'party' LIMIT ${MOST_EACH}`;
export const BY_MAIL = `SELECT party_id AS id FROM contact_point
  WHERE kind = 'mail' AND raw = ? COLLATE NOCASE LIMIT ${MOST_EACH}`;
export const BY_KEY = `SELECT p.id FROM duplicate_key k JOIN party p ON p.rowid = k.party WHERE k.key = ? LIMIT ${MOST_EACH}`;

/** Ids of those that may be the same, each out of an index; who really is like it, the score tells. */
export function candidatesFor(
  db: ReadableDb,
  facts: PartyFacts,
  keys: readonly number[] = keysOf(facts),
): readonly string[] {
  const found = new Set<string>();
  const ask = (sql: string, value: string | number): void => {
    for (const { id } of db.prepare<[string | number], { id: string }>(sql).all(value)) found.add(id);
  };
  for (const digits of facts.phones) ask(BY_NUMBER, digits);
  for (const mail of facts.mails) ask(BY_MAIL, mail.trim());
  for (const key of keys) ask(BY_KEY, key);
  return [...found];
}

/** As many as somebody who is typing may mean, also by the sound of the name alone. */
export const candidatesForDraft = (db: ReadableDb, facts: PartyFacts): readonly string[] => [
  ...new Set([
    ...candidatesFor(db, facts, [...keysOf(facts), ...soundKeysOf(facts)]),
    ...partiesBegunLike(db, facts.name),
  ]),
];

/** Shorter names fit too many to mean anything. */
const SHORTEST = 4;

/** Ids of those whose name has words that begin as these do, in whatever order. */
export function partiesBegunLike(db: ReadableDb, name: string): readonly string[] {
  const words = wordsOf(name).slice(0, 6);
  if (words.join('').length < SHORTEST) return [];
  // Words are letters and digits: quoted, none of them is an operator.
  const query = words.map((word) => `name : "${word}"*`).join(' AND ');
  return db
    .prepare<[string], { id: string }>(
      `SELECT p.id FROM (SELECT rowid FROM party_search WHERE party_search MATCH ? LIMIT ${MOST_EACH}) AS found
       JOIN party p ON p.rowid = found.rowid`,
    )
    .all(query)
    .map(({ id }) => id);
}
