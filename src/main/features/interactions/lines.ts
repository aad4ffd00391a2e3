import type {
  InteractionLine,
  LinkedThing,
  ParticipantLine,
} from '#shared/features/interactions/contract.ts';
import type { interactionTable, ParticipantRole } from '#shared/features/interactions/model.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { formatNumber } from '#shared/phone/format.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/** As SQLite has it. */
export type InteractionRow = Omit<
  Row<typeof interactionTable>,
  'scope_id' | 'ver' | 'queue' | 'call_key' | 'time_known'
> & { readonly time_known: 0 | 1 };

export type LineReader = Pick<Host, 'db' | 'describe' | 'settings' | 'countFiles'>;

export const COLUMNS = [
  ...['id', 'type', 'direction', 'party_id', 'staff_id', 'occurred_at', 'time_known', 'answered_at'],
  ...['ended_at', 'end_reason', 'number', 'outcome', 'body', 'result', 'next_step'],
]
  .map((name) => `i.${name}`)
  .join(', ');

/** In the order of the rows; four more queries for all of them together. */
export function toLines(host: LineReader, rows: readonly InteractionRow[]): readonly InteractionLine[] {
  const ids = jsonIds(rows.map(({ id }) => id));
  const participants = participantsOf(host, ids);
  const links = linksOf(host, ids);
  const files = host.countFiles(
    'interaction',
    rows.map(({ id }) => id),
  );
  const staff = host.describe('staff', unique(rows.map((row) => row.staff_id)));
  const parties = host.describe(
    'party',
    unique([
      ...rows.flatMap((row) => row.party_id ?? []),
      ...[...participants.values()].flat().map(({ party_id }) => party_id),
    ]),
  );
  const { dialProfile } = host.settings();
  const numbers = new Map(
    unique(rows.flatMap(({ number }) => number ?? [])).map((number) => [
      number,
      readable(number, dialProfile),
    ]),
  );
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    direction: row.direction,
    partyId: row.party_id,
    partyName: (row.party_id && parties.get(row.party_id)?.name) || null,
    staffName: staff.get(row.staff_id)?.name ?? '',
    occurredAt: row.occurred_at,
    timeKnown: row.time_known === 1,
    talkSeconds:
      row.answered_at !== null && row.ended_at !== null
        ? Math.round((row.ended_at - row.answered_at) / 1000)
        : null,
    endReason: row.end_reason,
    number: row.number && (numbers.get(row.number) ?? row.number),
    outcome: row.outcome,
    body: row.body,
    result: row.result,
    nextStep: row.next_step,
    participants: (participants.get(row.id) ?? []).map(({ id, party_id, role }): ParticipantLine => ({
      id,
      partyId: party_id,
      name: parties.get(party_id)?.name ?? null,
      role,
    })),
    links: links.get(row.id) ?? [],
    files: files.get(row.id) ?? 0,
  }));
}

interface ParticipantRow {
  readonly id: string;
  readonly interaction_id: string;
  readonly party_id: string;
  readonly role: ParticipantRole;
}

function participantsOf({ db }: LineReader, ids: string): ReadonlyMap<string, ParticipantRow[]> {
  const rows = db
    .prepare<[string], ParticipantRow>(
      `SELECT id, interaction_id, party_id, role FROM interaction_participant
       WHERE interaction_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(ids);
  return Map.groupBy(rows, (row) => row.interaction_id);
}

interface LinkRow {
  readonly id: string;
  readonly from_id: string;
  readonly to_type: string;
  readonly to_id: string;
}

/** What each belongs to, as its own feature names it; what that does not know is left out. */
function linksOf({ db, describe }: LineReader, ids: string): ReadonlyMap<string, LinkedThing[]> {
  const rows = db
    .prepare<[string], LinkRow>(
      `SELECT id, from_id, to_type, to_id FROM link
       WHERE from_id IN (SELECT value FROM json_each(?)) AND from_type = 'interaction' ORDER BY id`,
    )
    .all(ids);
  const cards = new Map(
    [...Map.groupBy(rows, ({ to_type }) => to_type)].map(([type, ofType]) => [
      type,
      describe(type, unique(ofType.map(({ to_id }) => to_id))),
    ]),
  );
  const found = new Map<string, LinkedThing[]>();
  for (const { id, from_id, to_type, to_id } of rows) {
    const card = cards.get(to_type)?.get(to_id);
    if (!card) continue;
    const thing = { linkId: id, ref: card.ref, name: card.name, detail: card.detail };
    found.set(from_id, [...(found.get(from_id) ?? []), thing]);
  }
  return found;
}

/** Stored as E.164 digits where the number could be completed, else as the PBX sent it. */
function readable(number: string, { country, internalLength }: DialProfile): string {
  const digits = number.replace(/^\+/, '');
  if (!/^[1-9]\d+$/.test(digits) || digits.length <= internalLength) return number;
  return formatNumber(digits, { country });
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
