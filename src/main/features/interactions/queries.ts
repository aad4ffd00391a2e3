import type { EndReason } from '#shared/calls/call-event.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { Outcome } from '#shared/calls/wrap-up.ts';
import type { Direction, InteractionType } from '#shared/features/interactions/model.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { formatNumber } from '#shared/phone/format.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

interface InteractionRow {
  readonly id: string;
  readonly type: InteractionType;
  readonly direction: Direction;
  readonly party_id: string | null;
  readonly staff_id: string;
  readonly occurred_at: number;
  readonly answered_at: number | null;
  readonly ended_at: number | null;
  readonly end_reason: EndReason | null;
  readonly number: string | null;
  readonly outcome: Outcome | null;
  readonly body: string;
}

type Reader = Pick<Host, 'db' | 'describe' | 'settings'>;

const COLUMNS =
  'i.id, i.type, i.direction, i.party_id, i.staff_id, i.occurred_at, i.answered_at, i.ended_at, i.end_reason, i.number, i.outcome, i.body';

export function interactionsOfParty(
  host: Reader,
  { partyId, limit }: { partyId: string; limit: number },
): readonly InteractionLine[] {
  const rows = host.db
    .prepare<[string, number], InteractionRow>(
      `SELECT ${COLUMNS} FROM interaction i WHERE i.party_id = ? ORDER BY i.occurred_at DESC LIMIT ?`,
    )
    .all(partyId, limit);
  return toLines(host, rows);
}

export function interactionsLinkedTo(host: Reader, { to }: { to: Ref }): readonly InteractionLine[] {
  const rows = host.db
    .prepare<[string, string], InteractionRow>(
      `SELECT ${COLUMNS} FROM link l JOIN interaction i ON i.id = l.from_id
       WHERE l.to_type = ? AND l.to_id = ? AND l.from_type = 'interaction' ORDER BY i.occurred_at`,
    )
    .all(to.type, to.id);
  return toLines(host, rows);
}

export function latestCalls(host: Reader, { limit }: { limit: number }): readonly InteractionLine[] {
  const rows = host.db
    .prepare<[number], InteractionRow>(
      `SELECT ${COLUMNS} FROM interaction i WHERE i.type = 'call' ORDER BY i.occurred_at DESC LIMIT ?`,
    )
    .all(limit);
  return toLines(host, rows);
}

export function isLogged(db: ReadableDb, { id }: { readonly id: string }): boolean {
  return db.prepare<[string]>('SELECT 1 FROM interaction WHERE id = ?').get(id) !== undefined;
}

/** Whose call it was when it was logged or since; null: nobody's yet, or not in the log. */
export function partyOfCall(db: ReadableDb, { id }: { readonly id: string }): Ref | null {
  const row = db
    .prepare<[string], { party_id: string | null }>('SELECT party_id FROM interaction WHERE id = ?')
    .get(id);
  return row?.party_id ? { type: 'party', id: row.party_id } : null;
}

/** The party spoken to last weighs most, as ms since the epoch. */
export function lastContactOf(db: ReadableDb, partyIds: readonly string[]): ReadonlyMap<string, number> {
  const rows = db
    .prepare<[string], { id: string; last: number }>(
      `SELECT k.value AS id, (SELECT max(occurred_at) FROM interaction WHERE party_id = k.value) AS last
       FROM json_each(?) k WHERE last IS NOT NULL`,
    )
    .all(jsonIds(partyIds));
  return new Map(rows.map(({ id, last }) => [id, last]));
}

function toLines(host: Reader, rows: readonly InteractionRow[]): readonly InteractionLine[] {
  const staff = host.describe('staff', unique(rows.map((row) => row.staff_id)));
  const parties = host.describe('party', unique(rows.flatMap((row) => (row.party_id ? [row.party_id] : []))));
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    direction: row.direction,
    partyId: row.party_id,
    partyName: (row.party_id && parties.get(row.party_id)?.name) || null,
    staffName: staff.get(row.staff_id)?.name ?? '',
    occurredAt: row.occurred_at,
    talkSeconds:
      row.answered_at !== null && row.ended_at !== null
        ? Math.round((row.ended_at - row.answered_at) / 1000)
        : null,
    endReason: row.end_reason,
    number: row.number && readable(row.number, host.settings().dialProfile),
    outcome: row.outcome,
    body: row.body,
  }));
}

/** Stored as E.164 digits where the number could be completed, else as the PBX sent it. */
function readable(number: string, { country, internalLength }: DialProfile): string {
  const digits = number.replace(/^\+/, '');
  if (!/^[1-9]\d+$/.test(digits) || digits.length <= internalLength) return number;
  return formatNumber(digits, { country });
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
