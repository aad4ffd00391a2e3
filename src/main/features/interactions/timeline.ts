import type {
  InteractionLine,
  TimelineCounts,
  TimelineEntry,
} from '#shared/features/interactions/contract.ts';
import { fold } from '#shared/text/fold.ts';
import { SECTION_OF_LINK } from '#shared/timeline/timeline-source.ts';
import type { Facts, TimelineSection } from '#shared/timeline/timeline-source.ts';
import type { Host } from '../../host/host.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { COLUMNS, toLines } from './lines.ts';
import type { InteractionRow } from './lines.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'settings' | 'countFiles' | 'timelineSources' | 'partiesWithin'>;

interface Filter {
  readonly partyId: string;
  readonly text: string;
  readonly withPeople: boolean;
}

interface Head {
  readonly type: string;
  readonly id: string;
  readonly at: number;
  readonly section: TimelineSection;
  /** The rest of what happened to a thing; null of all others. */
  readonly what: string | null;
  readonly party: string | null;
  readonly timeKnown: number | null;
  readonly facts: string | null;
}

const EXCHANGE = 'interaction';
/** Entries whose words are read at once while looking for a text. */
const CHUNK = 500;

/** A sheet asks for the counts and the first page in one turn: what both are made of is read once for it. */
const sameTurn = new WeakMap<Reader, Map<string, readonly Head[]>>();

export function timelineCounts(host: Reader, filter: Filter): TimelineCounts {
  const sections: Record<TimelineSection, number> = { in: 0, out: 0, tickets: 0, campaigns: 0 };
  for (const { section } of headsInTurn(host, filter)) sections[section] += 1;
  return { sections, people: host.partiesWithin(filter.partyId).length };
}

export function timeline(
  host: Reader,
  {
    section,
    offset,
    limit,
    ...filter
  }: Filter & {
    readonly section: TimelineSection | null;
    readonly offset: number;
    readonly limit: number;
  },
): readonly TimelineEntry[] {
  const heads = headsInTurn(host, filter).filter((head) => section === null || head.section === section);
  return toEntries(host, heads.slice(offset, offset + limit), filter.partyId);
}

function headsInTurn(host: Reader, { partyId, text, withPeople }: Filter): readonly Head[] {
  const known = sameTurn.get(host) ?? new Map<string, readonly Head[]>();
  const key = JSON.stringify([partyId, text, withPeople, changesOf(host)]);
  const heads = known.get(key) ?? headsOf(host, { partyId, text, withPeople });
  if (known.size === 0) {
    sameTurn.set(host, known);
    queueMicrotask(() => sameTurn.delete(host));
  }
  known.set(key, heads);
  return heads;
}

/** Another number where rows have been written, be it in the same turn. */
const changesOf = ({ db }: Reader): number =>
  db.prepare<[], { changes: number }>('SELECT total_changes() AS changes').get()?.changes ?? 0;

/**
 * All entries under the filter, newest first, each once and of one kind; two of the same moment always stand in the same
 * order, so that pages fit together.
 */
function headsOf(host: Reader, { partyId, text, withPeople }: Filter): readonly Head[] {
  const who = [partyId, ...(withPeople ? host.partiesWithin(partyId) : [])];
  const heads = host.db.prepare<[string], Head>(headsSql(host)).all(jsonIds(who));
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return heads;
  const found: Head[] = [];
  for (let from = 0; from < heads.length; from += CHUNK) {
    const chunk = heads.slice(from, from + CHUNK);
    const entries = new Map(
      toEntries(host, chunk, partyId).map((entry) => [keyOf(entry), wordsOf(entry)] as const),
    );
    for (const head of chunk) {
      const said = entries.get(keyOfHead(head)) ?? '';
      if (words.every((word) => said.includes(word))) found.push(head);
    }
  }
  return found;
}

function headsSql(host: Reader): string {
  const linked = SECTION_OF_LINK.map(
    ([type, section]) => `WHEN EXISTS (
       SELECT 1 FROM link l WHERE l.from_id = i.id AND l.from_type = '${EXCHANGE}' AND l.to_type = '${type}'
     ) THEN '${section}'`,
  );
  const exchanges = `
    SELECT '${EXCHANGE}' AS type, i.id, i.occurred_at AS at,
      CASE ${linked.join(' ')} WHEN i.direction = 'in' THEN 'in' ELSE 'out' END AS section,
      NULL AS what, NULL AS party, NULL AS timeKnown, NULL AS facts
    FROM interaction i WHERE i.id IN (
      SELECT id FROM interaction WHERE party_id IN (SELECT id FROM who)
      UNION SELECT interaction_id FROM interaction_participant WHERE party_id IN (SELECT id FROM who)
    )`;
  const things = host
    .timelineSources()
    .map(({ type, section, what, sql }) =>
      what === undefined
        ? `SELECT '${type}', id, at, '${section}', NULL, NULL, NULL, NULL FROM (${sql})`
        : `SELECT '${type}', id, at, '${section}', '${what}', party_id, time_known, facts FROM (${sql})`,
    );
  return `WITH who (id) AS (SELECT value FROM json_each(?))
    ${[exchanges, ...things].join(' UNION ALL ')} ORDER BY at DESC, id DESC, what`;
}

function toEntries(host: Reader, heads: readonly Head[], partyId: string): readonly TimelineEntry[] {
  const ids = (type: string): readonly string[] =>
    heads.filter((head) => head.type === type).map(({ id }) => id);
  const rows = host.db
    .prepare<[string], InteractionRow>(
      `SELECT ${COLUMNS} FROM interaction i WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .all(jsonIds(ids(EXCHANGE)));
  const lines = new Map(toLines(host, rows).map((line) => [line.id, line]));
  const types = new Set(heads.flatMap(({ type, what }) => (what === null ? [type] : [])));
  types.delete(EXCHANGE);
  const cards = new Map([...types].map((type) => [type, host.describe(type, ids(type))]));
  const others = heads.flatMap(({ party }) => (party === null || party === partyId ? [] : [party]));
  const names = host.describe('party', [...new Set(others)]);
  return heads.flatMap(({ type, id, at, section, what, party, timeKnown, facts }): TimelineEntry[] => {
    if (what !== null)
      return [
        {
          ...{ kind: 'fact', section, at, timeKnown: timeKnown === 1, ref: { type, id }, what },
          // Made by json_object of the source's own statement: texts, numbers and null.
          facts: JSON.parse(facts ?? '{}') as Facts,
          partyName: names.get(party ?? '')?.name ?? null,
        },
      ];
    const line = lines.get(id);
    if (type === EXCHANGE) return line ? [{ kind: 'exchange', section, line }] : [];
    const card = cards.get(type)?.get(id);
    return card ? [{ kind: 'thing', section, at, card }] : [];
  });
}

const keyOfHead = ({ type, id, what }: Pick<Head, 'type' | 'id' | 'what'>): string =>
  `${type} ${id} ${what ?? ''}`;

function keyOf(entry: TimelineEntry): string {
  if (entry.kind === 'exchange') return keyOfHead({ type: EXCHANGE, id: entry.line.id, what: null });
  return entry.kind === 'thing'
    ? keyOfHead({ ...entry.card.ref, what: null })
    : keyOfHead({ ...entry.ref, what: entry.what });
}

/** What a text is looked for in, folded. */
function wordsOf(entry: TimelineEntry): string {
  if (entry.kind === 'exchange') return fold(exchangeWords(entry.line).join(' '));
  if (entry.kind === 'thing') return fold(`${entry.card.name} ${entry.card.detail}`);
  return fold([...Object.values(entry.facts), entry.partyName ?? ''].join(' '));
}

const exchangeWords = (line: InteractionLine): readonly string[] => [
  ...[line.body, line.result ?? '', line.nextStep ?? '', line.staffName, line.partyName ?? ''],
  ...[line.number ?? '', line.number?.replace(/\D/g, '') ?? ''],
  ...line.participants.map(({ name }) => name ?? ''),
  ...line.links.flatMap(({ name, detail }) => [name, detail]),
];
