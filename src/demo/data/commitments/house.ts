import { absenceReport } from '#shared/features/absences/commands.ts';
import { dutyBegin, dutyEnd } from '#shared/features/duty/commands.ts';
import type { DutyEnd } from '#shared/features/duty/model.ts';
import { pbxProfileSet } from '#shared/features/pbx-profile/commands.ts';
import { ticketAssign, ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import { ticketGroupAdd, ticketGroupJoin } from '#shared/features/tickets/group-commands.ts';
import { ticketStateAdd } from '#shared/features/tickets/state-commands.ts';
import { HOUSE_NUMBER } from '../callers.ts';
import { seed } from '../seed-command.ts';
import { STAFF, staffOf } from '../staff.ts';
import { DAY, HOUR } from '../world.ts';
import type { World } from '../world.ts';

const DESK_NAME = 'Empfang Lindental';
/** How long the shared desk is staffed; the rest of a day it is locked. */
const SHIFTS = [
  { from: 7.5, to: 12.5, how: 'handed-over' },
  { from: 12.5, to: 17, how: 'checked-out' },
] as const satisfies readonly { from: number; to: number; how: DutyEnd }[];

const GROUPS = [
  { name: 'Technik', members: ['mehmet', 'tobias'] },
  { name: 'Kursverwaltung', members: ['nadine', 'birgit'] },
  { name: 'Empfang', members: [] },
] as const;
const OF_EACH_GROUP = 2;

/** What the house itself has set: how it telephones, what its tickets wait for, who takes them together, who sat at the shared desk. */
export function addHouse(world: World): void {
  addProfile(world);
  addTicketStates(world);
  addDuties(world);
  addTicketGroups(world);
}

/** How numbers are written, the same at every desk; the way calls come in is told to the demo's desks when they start. */
function addProfile({ context: { newId }, commitments }: World): void {
  const values = { inbound: 'auto', country: '49', area: '221', own_numbers: `${HOUSE_NUMBER}-xx` };
  commitments.push(seed(pbxProfileSet, { id: newId(), values }));
}

/** Two of the house's own; half of what waits, waits for the technician. */
function addTicketStates({ context: { newId, today }, commitments, history }: World): void {
  const technician = newId();
  const add = { builtIn: null, position: 3 } as const;
  commitments.push(
    seed(ticketStateAdd, {
      ...{ ...add, id: technician, name: 'beim Techniker', category: 'pending', colour: 'warn' },
    }),
    seed(ticketStateAdd, {
      ...{ ...add, id: newId(), name: 'in Prüfung', category: 'open', colour: 'accent' },
    }),
  );
  const waiting = history
    .filter(({ name }) => name === ticketSetState.name)
    .map(({ args, by }) => ({ ...ticketSetState.args.parse(args), by }))
    .filter(({ state }) => state === 'pending');
  for (const { id, by } of waiting.filter((_, i) => i % 2 === 0))
    history.push(
      seed(
        ticketSetState,
        { id, state: 'pending', result: null, stateId: technician },
        { at: today - HOUR, ...(by !== undefined && { by }) },
      ),
    );
}

/** Two groups with their people and one that is everybody's; each has tickets to take, none of them overdue. */
function addTicketGroups({ context: { newId, today, now }, commitments, history }: World): void {
  const lead = staffOf('birgit').id;
  const closed = new Set(
    history
      .filter(({ name }) => name === ticketSetState.name)
      .map(({ args }) => ticketSetState.args.parse(args))
      .filter(({ state }) => state !== 'open')
      .map(({ id }) => id),
  );
  const named = new Set<string>(STAFF.map(({ id }) => id));
  const free = history
    .filter(({ name }) => name === ticketOpen.name)
    .map(({ args }) => ticketOpen.args.parse(args))
    .filter(({ id, ownerId, dueAt }) => !closed.has(id) && !named.has(ownerId ?? '') && dueAt > now);
  for (const [index, { name, members }] of GROUPS.entries()) {
    const groupId = newId();
    commitments.push(seed(ticketGroupAdd, { id: groupId, name }, { by: lead }));
    for (const login of members)
      commitments.push(
        seed(ticketGroupJoin, { id: newId(), groupId, staffId: staffOf(login).id }, { by: lead }),
      );
    for (const { id } of free.slice(index * OF_EACH_GROUP, (index + 1) * OF_EACH_GROUP))
      history.push(seed(ticketAssign, { id, ownerId: null, groupId }, { at: today - HOUR, by: lead }));
  }
}

/** A week in turns, and somebody who sits there now. */
function addDuties({ context: { newId, today, now }, staff, commitments }: World): void {
  const deskId = newId();
  const away = new Set(
    commitments
      .filter(({ name }) => name === absenceReport.name)
      .map(({ args }) => absenceReport.args.parse(args).staffId),
  );
  // Nadine and Mehmet, whose desks the demo opens, sit at their own.
  const others = [...staff.slice(STAFF.length), staffOf('tobias'), staffOf('birgit')];
  const [first, second] = others.filter(({ id }) => !away.has(id));
  if (!first || !second) return;
  const begin = (by: string, at: number): string => {
    const id = newId();
    commitments.push(seed(dutyBegin, { id, deskId, deskName: DESK_NAME }, { at, by }));
    return id;
  };
  for (let daysAgo = 6; daysAgo > 0; daysAgo--)
    for (const [turn, { from, to, how }] of SHIFTS.entries()) {
      const by = (turn === 0 ? first : second).id;
      const midnight = today - daysAgo * DAY;
      const id = begin(by, midnight + from * HOUR);
      commitments.push(seed(dutyEnd, { id, how }, { at: midnight + to * HOUR, by }));
    }
  begin(first.id, Math.max(today, now - 2 * HOUR));
}
