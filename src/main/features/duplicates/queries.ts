import type {
  ComparedParty,
  Draft,
  Merged,
  MergeLine,
  PartyName,
  SimilarParty,
  Suggestions,
} from '#shared/features/duplicates/contract.ts';
import { scorePair, WHILE_TYPING } from '#shared/features/duplicates/score.ts';
import type { PartyFacts, Reason, Verdict } from '#shared/features/duplicates/score.ts';
import { textOf } from '#shared/features/duplicates/text-of.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { parseStored } from '#shared/phone/stored.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';
import { decodeRow, readStored } from '../../replica/rows.ts';
import { candidatesForDraft, partiesBegunLike } from './candidates.ts';
import { factsOf } from './facts.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'settings' | 'tables' | 'currentSession'>;

export function similarParties(
  host: Reader,
  { draft, limit }: { readonly draft: Draft; readonly limit: number },
): readonly SimilarParty[] {
  const facts = factsOfDraft(host, draft);
  const begun = new Set(partiesBegunLike(host.db, draft.name));
  const likely = factsOf(host.db, candidatesForDraft(host.db, facts))
    .map((party) => ({ party, verdict: withBeginning(scorePair(facts, party), begun.has(party.id)) }))
    .filter(({ party, verdict }) => verdict.score >= WHILE_TYPING || reachesSame(facts, party))
    .map(({ party, verdict }) => ({ id: party.id, ...verdict }))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
  const names = namesOf(
    host,
    likely.map(({ id }) => id),
  );
  return likely.flatMap(({ id, score, reasons }) => {
    const party = names.get(id);
    return party ? [{ ...party, score, reasons }] : [];
  });
}

/** A name that is still being typed says something only by its beginning. */
function withBeginning(verdict: Verdict, isBegun: boolean): Verdict {
  if (!isBegun || verdict.reasons.some((reason) => reason.startsWith('name-'))) return verdict;
  return {
    score: Math.max(verdict.score, WHILE_TYPING),
    reasons: [...verdict.reasons, 'name-begins'],
  };
}

/** Whoever has the number that is being typed is worth a word, whatever their name. */
const reachesSame = (one: PartyFacts, other: PartyFacts): boolean =>
  one.phones.some((digits) => other.phones.includes(digits)) ||
  one.mails.some((mail) => other.mails.some((known) => known.trim().toLowerCase() === mail.toLowerCase()));

function factsOfDraft({ settings }: Reader, draft: Draft): PartyFacts {
  const text = (value: string | undefined): string | null => value?.trim() || null;
  const number = draft.number?.trim() ?? '';
  const mail = draft.mail?.trim() ?? '';
  return {
    kind: draft.kind,
    name: draft.name,
    firstName: null,
    lastName: null,
    birthDate: text(draft.birthDate),
    street: text(draft.street),
    postalCode: text(draft.postalCode),
    city: text(draft.city),
    phones: number === '' ? [] : digitsOf(number, settings().dialProfile),
    mails: mail === '' ? [] : [mail],
  };
}

/** Within a town people leave its code out. */
function digitsOf(number: string, profile: DialProfile): readonly string[] {
  const read = (text: string) => parseStored(text, profile).flatMap(({ digits }) => (digits ? [digits] : []));
  const whole = read(number);
  return whole.length > 0 || !/^[1-9]/.test(number) ? whole : read(`0${profile.area} ${number}`);
}

export interface PairRow {
  readonly low_id: string;
  readonly high_id: string;
  readonly score: number;
  readonly reasons: string;
}

/** Undecided ones; who was said not to be the same is left out, in whatever order it was said. */
export const OPEN = `duplicate_pair d WHERE NOT EXISTS
    (SELECT 1 FROM not_duplicate n WHERE n.low_id = d.low_id AND n.high_id = d.high_id)
  AND NOT EXISTS (SELECT 1 FROM not_duplicate n WHERE n.low_id = d.high_id AND n.high_id = d.low_id)
  AND (SELECT merged_into IS NULL FROM party WHERE id = d.low_id)
  AND (SELECT merged_into IS NULL FROM party WHERE id = d.high_id)`;

export function suggestions(host: Reader, { limit }: { readonly limit: number }): Suggestions {
  const { db } = host;
  const rows = db
    .prepare<[number], PairRow>(`SELECT d.* FROM ${OPEN} ORDER BY d.score DESC, d.low_id, d.high_id LIMIT ?`)
    .all(limit);
  const names = namesOf(
    host,
    rows.flatMap(({ low_id, high_id }) => [low_id, high_id]),
  );
  const count = (sql: string): number => db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
  return {
    pairs: rows.flatMap(({ low_id, high_id, score, reasons }) => {
      const [one, other] = [names.get(low_id), names.get(high_id)];
      // Written by find-pairs.ts.
      return one && other ? [{ one, other, score, reasons: JSON.parse(reasons) as readonly Reason[] }] : [];
    }),
    total: rows.length < limit ? rows.length : count(`SELECT count(*) AS n FROM ${OPEN}`),
    waiting: count(
      `SELECT (SELECT count(*) FROM duplicate_dirty)
        + max(0, (SELECT coalesce(max(rowid), 0) FROM party) - (SELECT reached FROM duplicate_walk)) AS n`,
    ),
  };
}

export function compare(
  host: Reader,
  { partyId, otherId }: { readonly partyId: string; readonly otherId: string },
): readonly [ComparedParty, ComparedParty] | null {
  const table = host.tables.get('party');
  const [one, other] = [partyId, otherId].map((id) => table && comparedParty(host, table, id));
  return one && other ? [one, other] : null;
}

/** The centre sends nothing of a field that is not for this person; what may lie here of earlier is kept from them as well. */
function comparedParty({ db, currentSession }: Reader, table: Table, id: string): ComparedParty | undefined {
  const stored = readStored(db, table, id);
  if (!stored) return undefined;
  const row: AnyRow = decodeRow(table, stored);
  const contacts = db
    .prepare<[string], { id: string; raw: string; label: string }>(
      'SELECT id, raw, label FROM contact_point WHERE party_id = ? ORDER BY kind DESC, id',
    )
    .all(id);
  const kept = currentSession()?.hidden ?? [];
  const hidden = table.columnNames.filter((name) => kept.includes(table.columns[name]?.sensitivity ?? ''));
  const seen = table.columnNames.filter((name) => !hidden.includes(name));
  return {
    id,
    name: textOf(row['name']),
    fields: Object.fromEntries(seen.map((name) => [name, row[name] ?? null])),
    hidden,
    contacts,
  };
}

interface MergeRow {
  readonly id: string;
  readonly kept_id: string;
  readonly dropped_id: string;
  readonly merged_by: string;
  readonly merged_at: number;
  readonly undone_at: number | null;
}

/** A longer chain of mergers is a mistake. */
const DEEPEST = 50;

export function merged(host: Reader, { partyId }: { readonly partyId: string }): Merged {
  const { db } = host;
  const up = `WITH RECURSIVE up (id, depth) AS (
    SELECT ?, 0 UNION ALL
    SELECT p.merged_into, depth + 1 FROM up JOIN party p ON p.id = up.id
    WHERE p.merged_into IS NOT NULL AND depth < ${DEEPEST}
  ) SELECT id FROM up ORDER BY depth DESC LIMIT 1`;
  const survivorId = db.prepare<[string], { id: string }>(up).get(partyId)?.id ?? partyId;
  const down = `WITH RECURSIVE below (id) AS (
    SELECT ? UNION SELECT m.dropped_id FROM below JOIN party_merge m ON m.kept_id = below.id
  ) SELECT m.* FROM party_merge m JOIN below ON m.kept_id = below.id ORDER BY m.merged_at DESC, m.id DESC LIMIT 50`;
  const rows = db.prepare<[string], MergeRow>(down).all(survivorId);
  const names = namesOf(
    host,
    rows.flatMap(({ kept_id, dropped_id }) => [kept_id, dropped_id]),
  );
  const staff = host.describe(
    'staff',
    rows.map(({ merged_by }) => merged_by),
  );
  return {
    survivorId,
    merges: rows.flatMap((row): readonly MergeLine[] => {
      const [kept, dropped] = [names.get(row.kept_id), names.get(row.dropped_id)];
      if (!kept || !dropped) return [];
      const byName = staff.get(row.merged_by)?.name ?? null;
      return [{ id: row.id, kept, dropped, byName, at: row.merged_at, undoneAt: row.undone_at }];
    }),
  };
}

function namesOf(
  { describe }: Pick<Host, 'describe'>,
  ids: readonly string[],
): ReadonlyMap<string, PartyName> {
  return new Map([...describe('party', ids)].map(([id, { name, detail }]) => [id, { id, name, detail }]));
}
