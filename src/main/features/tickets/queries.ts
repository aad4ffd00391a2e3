import { isKept } from '#shared/access/kept-scope.ts';
import type { CallerCard } from '#shared/calls/live-call.ts';
import type { TicketLine, TicketName, Whose } from '#shared/features/tickets/contract.ts';
import { NOBODY } from '#shared/features/tickets/model.ts';
import type { TicketState } from '#shared/features/tickets/model.ts';
import type { Host } from '../../host/host.ts';
import { deputyFor } from '../../host/stand-in.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { KIND_NAME } from './kinds.ts';
import { stateNames } from './states.ts';
import type { StateOf } from './states.ts';

interface TicketRow {
  readonly scope_id: string;
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly kind_name: string | null;
  readonly state: TicketState;
  readonly state_id: string | null;
  readonly pending_until: number | null;
  readonly group_id: string | null;
  readonly group_name: string | null;
  readonly merged_into: string | null;
  readonly party_id: string;
  readonly owner_id: string;
  readonly opened_at: number;
  readonly due_at: number | null;
}

const COLUMNS = `id, scope_id, number, title, kind, ${KIND_NAME} AS kind_name, state, state_id, party_id, owner_id, opened_at,
  due_at, pending_until, group_id, merged_into,
  (SELECT name FROM ticket_group g WHERE g.id = ticket.group_id) AS group_name`;
/** Overdue first, then what is due, then what has waited longest. */
const URGENT_FIRST = 'ORDER BY due_at IS NULL, due_at, opened_at';
/** What waits till after `@at`, unless its own day has come before. */
const WAITS = `state = 'pending' AND coalesce(pending_until, 0) > @at AND coalesce(due_at, @at) >= @at`;
const TO_DO = `state <> 'closed' AND NOT (${WAITS})`;
/** Longer than any chain of merged tickets. */
const LONGEST_CHAIN = 50;
const MOST_TARGETS = 200;

type Reader = Pick<Host, 'db' | 'describe' | 'currentSession' | 'standIns' | 'clock'>;

/** The groups whose tickets are this person's to take: theirs, and those of which nobody is a member who still works here. */
const GROUPS_OF_ME = `(SELECT g.id FROM ticket_group g WHERE
  EXISTS (SELECT 1 FROM ticket_group_member m WHERE m.group_id = g.id AND m.staff_id = @me)
  OR NOT EXISTS (SELECT 1 FROM ticket_group_member m JOIN staff s ON s.id = m.staff_id
    WHERE m.group_id = g.id AND s.left_at IS NULL))`;

interface Asked {
  readonly at?: number | undefined;
  readonly whose?: Whose | undefined;
}

const OF: Readonly<Record<Whose, string>> = {
  all: '',
  groups: `AND group_id IN ${GROUPS_OF_ME}`,
  others: `AND (group_id IS NULL OR group_id NOT IN ${GROUPS_OF_ME})`,
};
/** Who is asked for is `@me`. */
export const ofWhose = (whose: Whose = 'all'): string => OF[whose];
const meOf = ({ currentSession }: Pick<Host, 'currentSession'>): string => currentSession()?.userId ?? '';

export function openTicketsOf(host: Reader, { partyId }: { partyId: string }): readonly TicketLine[] {
  const rows = host.db
    .prepare<[{ partyId: string; at: number }], TicketRow>(
      `SELECT ${COLUMNS} FROM ticket WHERE party_id = @partyId AND state IN ('open', 'pending')
       ORDER BY ${WAITS}, due_at IS NULL, due_at, opened_at`,
    )
    .all({ partyId, at: host.clock.now() });
  return toLines(host, rows);
}

export function ticketsOfEntry(
  host: Reader,
  { partyId, linked }: { readonly partyId: string; readonly linked: readonly string[] },
): readonly TicketLine[] {
  const open = openTicketsOf(host, { partyId });
  const rows = host.db
    .prepare<[string], TicketRow>(
      `SELECT ${COLUMNS} FROM ticket WHERE id IN (SELECT value FROM json_each(?)) ORDER BY opened_at, id`,
    )
    .all(jsonIds(linked.filter((id) => !open.some((one) => one.id === id))));
  return [...open, ...toLines(host, rows)];
}

export function openTickets(
  host: Reader,
  { limit, at = host.clock.now(), whose }: Asked & { limit: number },
): readonly TicketLine[] {
  const rows = host.db
    .prepare<[{ limit: number; at: number; me: string }], TicketRow>(
      `SELECT ${COLUMNS} FROM ticket WHERE ${TO_DO} ${ofWhose(whose)} ${URGENT_FIRST} LIMIT @limit`,
    )
    .all({ limit, at, me: meOf(host) });
  return toLines(host, rows);
}

type Counter = Pick<Host, 'db' | 'clock' | 'currentSession'>;

/** All that are not closed without those that wait: two indexes, however many tickets have been closed. */
export const countOpen = (host: Counter, { at = host.clock.now(), whose }: Asked = {}): number => {
  if (whose === 'others') return countOpen(host, { at }) - countOpen(host, { at, whose: 'groups' });
  const unclosed =
    whose === 'groups'
      ? `FROM ticket WHERE state <> 'closed' ${ofWhose(whose)}`
      : `FROM ticket INDEXED BY ticket_urgent WHERE state <> 'closed'`;
  const row = host.db
    .prepare<[{ me: string }], { unclosed: number }>(`SELECT count(*) AS unclosed ${unclosed}`)
    .get({ me: meOf(host) });
  return (row?.unclosed ?? 0) - countWaiting(host, { at, whose });
};

export const countWaiting = (host: Counter, { at = host.clock.now(), whose }: Asked = {}): number =>
  host.db
    .prepare<[{ at: number; me: string }], { waiting: number }>(
      `SELECT count(*) AS waiting FROM ticket WHERE ${WAITS} ${ofWhose(whose)}`,
    )
    .get({ at, me: meOf(host) })?.waiting ?? 0;

/** The ticket of that number, or the one it has become part of. */
export function ticketByNumber(
  host: Reader,
  { number }: { number: string },
): { readonly ticket: TicketLine | null; readonly mergedFrom: string | null } {
  const row = host.db
    .prepare<[string], TicketRow>(`SELECT ${COLUMNS} FROM ticket WHERE number = ?`)
    .get(number);
  const ticket = (row && toLines(host, [row])[0]) ?? null;
  const survivor = ticket?.mergedInto && ticketById(host, { id: ticket.mergedInto.id });
  return survivor ? { ticket: survivor, mergedFrom: number } : { ticket, mergedFrom: null };
}

/** An open one joins open ones; one that is closed joins any. */
export function mergeTargets(host: Reader, { id }: { id: string }): readonly TicketLine[] {
  const rows = host.db
    .prepare<[{ id: string; most: number }], TicketRow>(
      `SELECT ${COLUMNS} FROM ticket
       WHERE party_id = (SELECT party_id FROM ticket WHERE id = @id) AND id <> @id AND merged_into IS NULL
         AND (state <> 'closed' OR (SELECT state FROM ticket WHERE id = @id) = 'closed')
         AND scope_id = (SELECT scope_id FROM ticket WHERE id = @id)
       ORDER BY state = 'closed', due_at IS NULL, due_at, opened_at LIMIT @most`,
    )
    .all({ id, most: MOST_TARGETS });
  return toLines(host, rows);
}

/** What it has become part of in the end; null: it stands alone, or that is not on this replica. */
function survivorOf(
  db: ReadableDb,
  { merged_into: first }: Pick<TicketRow, 'merged_into'>,
): TicketName | null {
  const find = db.prepare<[string], TicketName & Pick<TicketRow, 'merged_into'>>(
    'SELECT id, number, merged_into FROM ticket WHERE id = ?',
  );
  let last: TicketName | null = null;
  let next = first;
  for (let length = 0; next !== null && length < LONGEST_CHAIN; length++) {
    const row = find.get(next);
    if (!row) return last;
    last = { id: row.id, number: row.number };
    next = row.merged_into;
  }
  return last;
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
    row.state === 'closed' || row.owner_id === NOBODY
      ? undefined
      : deputyFor({ staffId: row.owner_id, dueAt: null }, standIns);
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
    pendingUntil: row.pending_until,
    partyId: row.party_id,
    partyName: parties.get(row.party_id)?.name ?? null,
    ownerId: row.owner_id === NOBODY ? null : row.owner_id,
    ownerName: staff.get(row.owner_id)?.name ?? '',
    group:
      row.owner_id === NOBODY && row.group_id !== null
        ? { id: row.group_id, name: row.group_name ?? '' }
        : null,
    isKept: isKept(row.scope_id),
    mergedInto: survivorOf(host.db, row),
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
