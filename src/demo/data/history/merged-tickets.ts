import { ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import { ticketMerge } from '#shared/features/tickets/merge-commands.ts';
import { seed } from '../seed-command.ts';
import type { SeedCommand } from '../seed-command.ts';
import { HOUR, MINUTE } from '../world.ts';
import type { World } from '../world.ts';

interface DoneTicket {
  readonly id: string;
  readonly partyId: string;
  readonly openedAt: number;
  readonly closedAt: number;
}

/**
 * A customer called twice about one matter, and each call became a ticket: the later one is part of the earlier, merged
 * once both were done. Those closest in time, of customers no story is about.
 */
export function addMergedTickets({ context, figures, history, parties, staff }: World): void {
  const { random, newId, today } = context;
  const ofStories = new Set(parties.filter(({ isOfStory }) => isOfStory).map(({ id }) => id));
  const byParty = Map.groupBy(
    doneTickets(history).filter(({ partyId }) => !ofStories.has(partyId)),
    ({ partyId }) => partyId,
  );
  const pairs = [...byParty.values()]
    .flatMap(([keep, drop]) => (keep && drop ? [{ keep, drop }] : []))
    .toSorted((one, other) => gapOf(one) - gapOf(other));
  for (const { keep, drop } of pairs.slice(0, figures.tickets.merged)) {
    const at = Math.min(Math.max(keep.closedAt, drop.closedAt) + HOUR, today - MINUTE);
    const args = { id: newId(), keepId: keep.id, dropId: drop.id };
    history.push(seed(ticketMerge, args, { at, by: random.pick(staff).id }));
  }
}

const gapOf = ({ keep, drop }: { readonly keep: DoneTicket; readonly drop: DoneTicket }): number =>
  drop.openedAt - keep.openedAt;

/** In the order in which they were opened. */
function doneTickets(history: readonly SeedCommand[]): readonly DoneTicket[] {
  const closedAt = new Map<string, number>();
  for (const { name, args, at = 0 } of history) {
    if (name !== ticketSetState.name) continue;
    const { id, state } = ticketSetState.args.parse(args);
    if (state === 'closed') closedAt.set(id, at);
  }
  return history
    .flatMap(({ name, args, at = 0 }) => {
      if (name !== ticketOpen.name) return [];
      const { id, partyId } = ticketOpen.args.parse(args);
      const closed = closedAt.get(id);
      return closed === undefined ? [] : [{ id, partyId, openedAt: at, closedAt: closed }];
    })
    .toSorted((one, other) => one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1));
}
