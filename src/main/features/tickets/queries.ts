import type { CallerCard } from '#shared/calls/live-call.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import type { TicketState } from '#shared/features/tickets/model.ts';
import type { Host } from '../../host/host.ts';
import { deputyFor } from '../../host/stand-in.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { KIND_NAME } from './kinds.ts';
import { stateNames } from './states.ts';
import type { StateOf } from './states.ts';

interface TicketRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly kind_name: string | null;
  readonly state: TicketState;
  readonly state_id: string | null;
  readonly party_id: string;
  readonly owner_id: string;
  readonly opened_at: number;
  readonly due_at: number | null;
}

const COLUMNS = `id, number, title, kind, ${KIND_NAME} AS kind_name, state, state_id, party_id, owner_id, opened_at, due_at`;
/** Overdue first, then what is due, then what has waited longest. */
const URGENT_FIRST = 'ORDER BY due_at IS NULL, due_at, opened_at';

type Reader = Pick<Host, 'db' | 'describe' | 'currentSession' | 'standIns'>;

export function openTicketsOf(host: Reader, { partyId }: { partyId: string }): readonly TicketLine[] {
  const rows = host.db
    .prepare<[string], TicketRow>(
      `SELECT ${COLUMNS} FROM ticket WHERE party_id = ? AND state IN ('open', 'pending') ${URGENT_FIRST}`,
    )
    .all(partyId);
  return toLines(host, rows);
}

export function openTickets(host: Reader, { limit }: { limit: number }): readonly TicketLine[] {
  const rows = host.db
    .prepare<[number], TicketRow>(
      `SELECT ${COLUMNS} FROM ticket WHERE state <> 'closed' ${URGENT_FIRST} LIMIT ?`,
    )
    .all(limit);
  return toLines(host, rows);
}

export const countOpen = (db: ReadableDb): number =>
  db.prepare<[], number>(`SELECT count(*) FROM ticket WHERE state <> 'closed'`).pluck().get() ?? 0;

export function ticketByNumber(host: Reader, { number }: { number: string }): TicketLine | null {
  const row = host.db
    .prepare<[string], TicketRow>(`SELECT ${COLUMNS} FROM ticket WHERE number = ?`)
    .get(number);
  return (row && toLines(host, [row])[0]) ?? null;
}

export function ticketById(host: Reader, { id }: { id: string }): TicketLine | null {
  const row = host.db.prepare<[string], TicketRow>(`SELECT ${COLUMNS} FROM ticket WHERE id = ?`).get(id);
  return (row && toLines(host, [row])[0]) ?? null;
}

export function openTicketIdsOf(db: ReadableDb, ownerId: string): readonly string[] {
  return db
    .prepare<[string], { id: string }>(
      `SELECT id FROM ticket WHERE owner_id = ? AND state <> 'closed' ${URGENT_FIRST}`,
    )
    .all(ownerId)
    .map(({ id }) => id);
}

export function countOpenTickets(db: ReadableDb, partyIds: readonly string[]): ReadonlyMap<string, number> {
  const rows = db
    .prepare<[string], { id: string; count: number }>(
      `SELECT party_id AS id, count(*) AS count FROM ticket
       WHERE party_id IN (SELECT value FROM json_each(?)) AND state IN ('open', 'pending') GROUP BY party_id`,
    )
    .all(jsonIds(partyIds));
  return new Map(rows.map(({ id, count }) => [id, count]));
}

function toLines(host: Reader, rows: readonly TicketRow[]): readonly TicketLine[] {
  const me = host.currentSession()?.userId;
  const standIns = host.standIns();
  const stateOf = stateNames(host.db);
  const doerOf = (row: TicketRow): string | undefined =>
    row.state === 'closed' ? undefined : deputyFor({ staffId: row.owner_id, dueAt: null }, standIns);
  const people = rows.flatMap((row) => [row.owner_id, doerOf(row) ?? row.owner_id]);
  const staff = host.describe('staff', [...new Set(people)]);
  const parties = host.describe('party', [...new Set(rows.map((row) => row.party_id))]);
  const deputyOf = (id: string | undefined): TicketLine['deputy'] =>
    id === undefined ? null : { name: staff.get(id)?.name ?? '', mine: id === me };
  const lineOf = (
    row: TicketRow,
    { id: stateId, name: stateName, colour: stateColour }: StateOf,
  ): TicketLine => ({
    id: row.id,
    number: row.number,
    title: row.title,
    kind: row.kind,
    kindName: row.kind_name,
    state: row.state,
    ...{ stateId, stateName, stateColour },
    partyId: row.party_id,
    partyName: parties.get(row.party_id)?.name ?? null,
    ownerName: staff.get(row.owner_id)?.name ?? '',
    deputy: deputyOf(doerOf(row)),
    openedAt: row.opened_at,
    dueAt: row.due_at,
  });
  return rows.map((row) => lineOf(row, stateOf(row)));
}

export function describeTickets(db: ReadableDb, ids: readonly string[]): readonly CallerCard[] {
  return db
    .prepare<[string], Pick<TicketRow, 'id' | 'number' | 'title'>>(
      'SELECT id, number, title FROM ticket WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(jsonIds(ids))
    .map(({ id, number, title }) => ({ ref: { type: 'ticket', id }, name: number, detail: title }));
}
