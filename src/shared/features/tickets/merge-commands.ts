import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { CommandContext } from '../../commands/command.ts';
import { survivorOf } from '../../commands/redirect-merged.ts';
import { idSchema } from '../../kernel/ref.ts';
import { followRefs } from '../../merging/follow-refs.ts';
import { changeField } from '../../merging/merge-item.ts';
import { standingMerge } from '../../merging/merge-tables.ts';
import { undoMerge } from '../../merging/undo.ts';
import { get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { AnyRow, Row, Table } from '../../rows/table.ts';
import { ticketMergeTable, TICKETS } from './merging.ts';
import { ticketTable } from './model.ts';

type Ticket = Row<typeof ticketTable>;

/**
 * Two tickets of one matter become one. Calls, entries, tasks and files of `dropId`, and whatever else points at it, are
 * the survivor's from then on; the ticket itself is closed and leads there. What it was is remembered, for
 * `ticket.unmerge`: also what a desk without a line did to it before this arrives.
 *
 * Two that are one already stay so: of two desks that merge each into the other, the first decides.
 */
export const ticketMerge = defineCommand({
  name: 'ticket.merge',
  args: z.object({
    /** Of the merge. */
    id: idSchema,
    keepId: idSchema,
    dropId: idSchema,
  }),
  meansMergedRows: true,
  *run({ id, keepId, dropId }, context) {
    if (keepId === dropId) throw new CommandError('ticket-merge.same', 'a ticket is no part of itself');
    if (yield* get(ticketMergeTable, id)) return;
    const drop = yield* theTicket(dropId);
    const keep = yield* theTicket(yield* survivorOf(ticketTable, keepId));
    if ((yield* survivorOf(ticketTable, drop.id)) === keep.id) return;
    check(keep, drop);
    yield* insert(ticketMergeTable, standingMerge(id, { keepId: keep.id, drop }, context));
    const row: AnyRow = { ...drop };
    const merge = { merging: TICKETS, mergeId: id, keep: { ...keep }, drop: row, at: context.at };
    yield* followRefs(merge, known(context));
    const closing = {
      state: 'closed',
      state_id: drop.state === 'closed' ? drop.state_id : null,
      pending_until: null,
      closed_at: drop.closed_at ?? context.at,
      merged_into: keep.id,
    };
    for (const [field, value] of Object.entries(closing))
      yield* changeField(merge, { table: ticketTable, row, field, value });
  },
});

/**
 * Two tickets again. Each field goes back to what it was, unless somebody has changed it since; what was added after the
 * merge stays with the survivor.
 */
export const ticketUnmerge = defineCommand({
  name: 'ticket.unmerge',
  args: z.object({ id: idSchema }),
  meansMergedRows: true,
  *run({ id }, context) {
    const merge = yield* get(ticketMergeTable, id);
    if (!merge) throw new CommandError('ticket-merge.gone', `no merge ${id}`);
    if (merge.undone_at !== null) return;
    yield* undoMerge({ merging: TICKETS, mergeId: id }, known(context));
    yield* update(ticketMergeTable, id, { undone_by: context.actor.userId, undone_at: context.at });
  },
});

function known({ tables }: CommandContext): ReadonlyMap<string, Table> {
  if (!tables) throw new Error('a merge needs to know all tables');
  return tables;
}

function* theTicket(id: string): Steps<Ticket> {
  const ticket = yield* get(ticketTable, id);
  if (!ticket) throw new CommandError('ticket.gone', `no ticket ${id}`);
  return ticket;
}

function check(keep: Ticket, drop: Ticket): void {
  if (drop.merged_into !== null)
    throw new CommandError('ticket-merge.already', `${drop.id} is part of another ticket already`);
  // What is kept about one customer would be found, and erased, with another one's.
  if (keep.party_id !== drop.party_id)
    throw new CommandError('ticket-merge.other-party', 'two tickets of different customers are two matters');
  if (keep.scope_id !== drop.scope_id)
    throw new CommandError(
      'ticket-merge.other-scope',
      `${keep.id} and ${drop.id} are kept by different teams`,
    );
  // What is still to be done would be done with.
  if (keep.state === 'closed' && drop.state !== 'closed')
    throw new CommandError('ticket-merge.closed', `${keep.id} is closed`);
}
