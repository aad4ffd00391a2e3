import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import type { Direction } from '#shared/features/interactions/model.ts';
import { taskComplete, taskCreate } from '#shared/features/tasks/commands.ts';
import { TASK_KINDS } from '#shared/features/tasks/model.ts';
import { ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import { TICKET_KINDS } from '#shared/features/tickets/model.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { shuffled } from '../film-numbers.ts';
import { seed } from '../seed-command.ts';
import { crowdSerials, TICKET_YEAR } from '../ticket-numbers.ts';
import { DAY, HOUR, MINUTE } from '../world.ts';
import type { World } from '../world.ts';
import type { KnownCall } from './calls.ts';
import { NOTES, RESULTS, TITLES } from './texts.ts';
import { pastTime } from './times.ts';

const TYPES = [
  ...['mail', 'mail', 'mail', 'mail', 'letter', 'letter', 'note', 'note', 'visit', 'form'],
  ...['message', 'meeting'],
] as const;
/** Which way each kind goes: a letter either, a form only in, a note nowhere. */
const DIRECTIONS_OF = {
  mail: ['in', 'out'],
  letter: ['in', 'out'],
  form: ['in'],
  visit: ['out', 'in'],
  meeting: ['out'],
  message: ['none'],
  note: ['none'],
} as const satisfies Readonly<Record<(typeof TYPES)[number], readonly Direction[]>>;
const LINKED_SHARE = 0.6;

/** Visits, mails, letters, notes, until the figure is reached. */
export function addOtherContacts(world: World): void {
  const { context, figures, history, staff, parties } = world;
  const { random, newId } = context;
  const crowd = parties.filter(({ isOfStory }) => !isOfStory);
  if (crowd.length === 0) return;
  const told = history.filter(
    ({ name, args }) => name === interactionRecord.name && interactionRecord.args.parse(args).type !== 'call',
  ).length;
  for (let left = figures.otherInteractions - told; left > 0; left--) {
    const type = random.pick(TYPES);
    const [occurredAt, by] = [pastTime(context), random.pick(staff).id];
    const direction = random.pick(DIRECTIONS_OF[type]);
    const [id, partyId, body] = [newId(), random.pick(crowd).id, random.pick(NOTES)];
    const more = {
      timeKnown: type !== 'letter' && random.chance(0.8),
      result: random.chance(0.3) ? random.pick(RESULTS) : null,
      nextStep: random.chance(0.1) ? random.pick(TITLES) : null,
    };
    const args = { id, type, direction, partyId, staffId: by, occurredAt, outcome: null, body, ...more };
    history.push(seed(interactionRecord, args, { at: occurredAt, by }));
  }
}

/** Tickets out of calls, numbered as they came; the newest are the open ones, some of them overdue. */
export function addTickets(world: World, calls: readonly KnownCall[]): void {
  const { context, figures, history, staff } = world;
  const { random, newId, today, now } = context;
  const told = ofStories(world, ticketOpen.name).map(({ args }) => ticketOpen.args.parse(args));
  const overdueTold = told.filter(({ dueAt }) => dueAt < now).length;
  const sources = someOf(world, calls, figures.tickets.all - told.length);
  const open = figures.tickets.open - told.length;
  const overdue = figures.tickets.overdue - overdueTold;
  const serials = crowdSerials(sources.length);
  for (const [index, call] of sources.entries()) {
    const fromLast = sources.length - 1 - index;
    const isOpen = fromLast < open;
    const openedAt = call.endedAt + MINUTE;
    const [id, owner, by] = [newId(), random.pick(staff).id, random.pick(staff).id];
    const usual = openedAt + (2 + random.int(12)) * DAY;
    const dueAt = !isOpen
      ? usual
      : fromLast < overdue
        ? today - (1 + random.int(5)) * DAY
        : today + (2 + random.int(20)) * DAY;
    const ref = { type: 'interaction', id: call.id };
    const from = random.chance(LINKED_SHARE) ? { linkId: newId(), ref } : null;
    history.push(
      seed(
        ticketOpen,
        {
          ...{ id, partyId: call.partyId, ownerId: owner, dueAt, from },
          number: formatTicketNumber(TICKET_YEAR, serials[index] ?? 0),
          title: random.pick(TITLES),
          kind: random.pick(TICKET_KINDS),
        },
        { at: openedAt, by },
      ),
    );
    const at = Math.min(openedAt + HOUR + random.int(9 * DAY), today - MINUTE);
    if (!isOpen)
      history.push(
        seed(ticketSetState, { id, state: 'closed', result: random.pick(RESULTS) }, { at, by: owner }),
      );
    else if (random.chance(0.2))
      history.push(seed(ticketSetState, { id, state: 'pending', result: null }, { at, by: owner }));
  }
}

/** Tasks out of calls: most are done, some are due today, the rest in the weeks to come. */
export function addTasks(world: World, calls: readonly KnownCall[]): void {
  const { context, figures, history, staff } = world;
  const { random, newId, today, now } = context;
  const told = ofStories(world, taskCreate.name).map(({ args }) => taskCreate.args.parse(args));
  const todayTold = told.filter(({ dueAt }) => dueAt >= today && dueAt < today + DAY).length;
  const sources = someOf(world, calls, figures.tasks.all - told.length);
  const open = figures.tasks.open - told.length;
  const dueToday = figures.tasks.today - todayTold;
  for (const [index, call] of sources.entries()) {
    const fromLast = sources.length - 1 - index;
    const isOpen = fromLast < open;
    const [id, by] = [newId(), random.pick(staff).id];
    // Who has the most to do today is not one of those whose desks are shown.
    const assigneeId = (fromLast < dueToday ? staff[fromLast % staff.length] : random.pick(staff))?.id ?? by;
    const at = call.endedAt + MINUTE;
    const dueAt = !isOpen
      ? at + (1 + random.int(10)) * DAY
      : fromLast < dueToday
        ? today + (8 + random.int(10)) * HOUR + random.int(4) * 15 * MINUTE
        : today + (1 + random.int(28)) * DAY + (8 + random.int(9)) * HOUR;
    history.push(
      seed(
        taskCreate,
        {
          ...{ id, partyId: call.partyId, assigneeId, dueAt },
          kind: random.pick(TASK_KINDS),
          title: random.pick(TITLES),
          dueHasTime: random.chance(0.6),
          promised: random.chance(0.3),
          from: random.chance(LINKED_SHARE)
            ? { linkId: newId(), ref: { type: 'interaction', id: call.id } }
            : null,
        },
        { at, by },
      ),
    );
    if (!isOpen)
      history.push(
        seed(taskComplete, { id }, { at: Math.min(dueAt, now - MINUTE, today - MINUTE), by: assigneeId }),
      );
  }
}

const ofStories = ({ history }: World, name: string) => history.filter((command) => command.name === name);

/** In the order they came. A call is the source of a ticket and of a task at most, as long as there are calls. */
function someOf({ context }: World, calls: readonly KnownCall[], count: number): KnownCall[] {
  return shuffled(context.random, calls)
    .slice(0, Math.max(0, count))
    .toSorted((a, b) => a.endedAt - b.endedAt);
}
