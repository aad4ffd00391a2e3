import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import { mayKeepKinds, ticketGroupMemberTable, ticketGroupTable } from './model.ts';

const name = z.string().trim().min(1).max(60);

const forbids = (actor: Actor): string | undefined =>
  mayKeepKinds(actor) ? undefined : 'ticket-group.not-allowed';

export const ticketGroupAdd = defineCommand({
  name: 'ticket-group.add',
  args: z.object({ id: idSchema, name }),
  forbids,
  *run({ id, name: called }) {
    yield* insert(ticketGroupTable, { id, name: called, retired: false });
  },
});

export const ticketGroupChange = defineCommand({
  name: 'ticket-group.change',
  args: z.object({ id: idSchema, name, retired: z.boolean() }),
  forbids,
  *run({ id, name: called, retired }) {
    if (!(yield* get(ticketGroupTable, id))) throw new CommandError('ticket-group.gone', `no group ${id}`);
    yield* update(ticketGroupTable, id, { name: called, retired });
  },
});

/** Somebody is of the group from now on; once, however often it is said. */
export const ticketGroupJoin = defineCommand({
  name: 'ticket-group.join',
  args: z.object({ id: idSchema, groupId: idSchema, staffId: idSchema }),
  forbids,
  *run({ id, groupId, staffId }) {
    const group = yield* get(ticketGroupTable, groupId);
    if (!group) throw new CommandError('ticket-group.gone', `no group ${groupId}`);
    const membership = { group_id: groupId, staff_id: staffId };
    if ((yield* find(ticketGroupMemberTable, membership)).length > 0) return;
    yield* insert(ticketGroupMemberTable, { id, scope_id: group.scope_id, ...membership });
  },
});

/** Whoever is not of it any more is no error. */
export const ticketGroupLeave = defineCommand({
  name: 'ticket-group.leave',
  args: z.object({ groupId: idSchema, staffId: idSchema }),
  forbids,
  *run({ groupId, staffId }) {
    const rows = yield* find(ticketGroupMemberTable, { group_id: groupId, staff_id: staffId });
    for (const { id } of rows) yield* remove(ticketGroupMemberTable, id);
  },
});
