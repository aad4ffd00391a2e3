import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { ExportFilter, ExportList } from '../../host/export-list.ts';
import type { Narrow, Narrowing } from '../../host/narrowing.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import type { PartyRow } from './import-match.ts';
import { searchParties } from './search.ts';

const PHONES = 5;
const MAILS = 2;
/** A search is for people to look through; whoever wants more wants everything. */
const MOST_HITS = 10_000;

const COLUMNS = [
  ...[
    'id',
    'customerNo',
    'kind',
    'status',
    'name',
    'sortName',
    'firstName',
    'lastName',
    'street',
    'postalCode',
  ],
  ...['city', 'birthDate', 'note'],
  ...Array.from({ length: PHONES }, (_, i) => `phone${i + 1}`),
  ...Array.from({ length: MAILS }, (_, i) => `mail${i + 1}`),
];

/** All customers, or those a search and the chosen filters leave. Imported again, the file changes nothing. */
export function customersList(profile: () => DialProfile, narrow: Narrow): ExportList {
  const idsOf = (db: ReadableDb, { text, filters = {} }: ExportFilter): readonly string[] => {
    const found = searchParties(db, { text, limit: MOST_HITS, profile: profile() }).map(({ id }) => id);
    return within(db, found, narrow(filters));
  };
  return {
    name: 'customers',
    columns: COLUMNS,
    count(db, filter) {
      if (filter.text.trim() !== '') return idsOf(db, filter).length;
      const { sql, params } = conditionOf(narrow(filter.filters ?? {}));
      return (
        db
          .prepare<string[], number>(`SELECT count(*) FROM party WHERE merged_into IS NULL ${sql}`)
          .pluck()
          .get(...params) ?? 0
      );
    },
    page(db, filter, after, limit) {
      if (filter.text.trim() !== '') {
        const from = Number(after ?? 0);
        const ids = idsOf(db, filter);
        const parties = byIds(db, ids.slice(from, from + limit));
        return { rows: rowsOf(db, parties), next: from + limit < ids.length ? String(from + limit) : null };
      }
      const { sql, params } = conditionOf(narrow(filter.filters ?? {}));
      const parties = db
        .prepare<(string | number)[], PartyRow>(
          `SELECT * FROM party WHERE id > ? AND merged_into IS NULL ${sql} ORDER BY id LIMIT ?`,
        )
        .all(after ?? '', ...params, limit);
      return {
        rows: rowsOf(db, parties),
        next: parties.length < limit ? null : (parties.at(-1)?.id ?? null),
      };
    },
  };
}

/** For a statement over `party`. */
const conditionOf = (
  narrowed: readonly Narrowing[],
): { readonly sql: string; readonly params: string[] } => ({
  sql: narrowed.map(({ sql }) => `AND party.id IN (${sql})`).join(' '),
  params: narrowed.flatMap(({ params }) => params),
});

function within(db: ReadableDb, ids: readonly string[], narrowed: readonly Narrowing[]): readonly string[] {
  if (narrowed.length === 0) return ids;
  const { sql, params } = conditionOf(narrowed);
  const kept = new Set(
    db
      .prepare<string[], string>(`SELECT id FROM party WHERE id IN (SELECT value FROM json_each(?)) ${sql}`)
      .pluck()
      .all(jsonIds(ids), ...params),
  );
  return ids.filter((id) => kept.has(id));
}

function byIds(db: ReadableDb, ids: readonly string[]): readonly PartyRow[] {
  return db
    .prepare<[string], PartyRow>(
      `SELECT party.* FROM json_each(?) AS wanted JOIN party ON party.id = wanted.value ORDER BY wanted.key`,
    )
    .all(jsonIds(ids));
}

interface Spelling {
  readonly party_id: string;
  readonly kind: string;
  readonly raw: string;
}

function rowsOf(db: ReadableDb, parties: readonly PartyRow[]): readonly (readonly string[])[] {
  const spellings = db
    .prepare<[string], Spelling>(
      `SELECT party_id, kind, raw FROM contact_point
       WHERE party_id IN (SELECT value FROM json_each(?)) AND state <> 'former' ORDER BY id`,
    )
    .all(jsonIds(parties.map(({ id }) => id)));
  const of = new Map<string, Spelling[]>();
  for (const spelling of spellings)
    of.set(spelling.party_id, [...(of.get(spelling.party_id) ?? []), spelling]);
  return parties.map((party) => {
    // A range of extensions is one text and many contact points.
    const rawsOf = (kind: string): readonly string[] => [
      ...new Set((of.get(party.id) ?? []).filter((one) => one.kind === kind).map(({ raw }) => raw)),
    ];
    return [
      ...[
        party.id,
        party.customer_no,
        party.kind,
        party.status,
        party.name,
        party.sort_name,
        party.first_name,
      ],
      ...[party.last_name, party.street, party.postal_code, party.city, party.birth_date, party.note],
      ...upTo(rawsOf('phone'), PHONES),
      ...upTo(rawsOf('mail'), MAILS),
    ].map((cell) => cell ?? '');
  });
}

/** The last column holds all that have none of their own. */
function upTo(values: readonly string[], most: number): readonly string[] {
  const cells = [...values.slice(0, most - 1), values.slice(most - 1).join('; ')];
  return Array.from({ length: most }, (_, i) => cells[i] ?? '');
}
