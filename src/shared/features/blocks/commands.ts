import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { CENTRE_ACTOR } from '../../access/access.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { BLOCK_KINDS, blockTable } from './model.ts';

/** Everybody sees a block; who bars somebody answers for it. */
export const maySetBlocks = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((role) => role !== 'agent');

const forbids = (actor: Actor): string | undefined => (maySetBlocks(actor) ? undefined : 'block.not-allowed');

const terms = {
  kind: z.enum(BLOCK_KINDS),
  note: z.string().trim().max(500),
  since: z.iso.date(),
  until: z.iso.date().nullable(),
};

export const blockSet = defineCommand({
  name: 'block.set',
  args: z.object({ id: idSchema, partyId: idSchema, ...terms }),
  forbids,
  *run({ id, partyId, ...rest }, { actor, at }) {
    checkDays(rest);
    yield* insert(blockTable, {
      ...{ id, party_id: partyId, ...rest },
      ...{ set_by: actor.userId, set_at: at, lifted_at: null, lifted_by: null, ended_with: null },
    });
  },
});

export const blockChange = defineCommand({
  name: 'block.change',
  args: z.object({ id: idSchema, ...terms }),
  forbids,
  *run({ id, ...rest }) {
    checkDays(rest);
    yield* theBlock(id);
    yield* update(blockTable, id, rest);
  },
});

/** Ends it now, before its day. */
export const blockLift = defineCommand({
  name: 'block.lift',
  args: z.object({ id: idSchema }),
  forbids,
  *run({ id }, { actor, at }) {
    const { lifted_at: liftedAt } = yield* theBlock(id);
    if (liftedAt === null) yield* update(blockTable, id, { lifted_at: at, lifted_by: actor.userId });
  },
});

/** Takes the lifting back: it holds again as it stood. */
export const blockReinstate = defineCommand({
  name: 'block.reinstate',
  args: z.object({ id: idSchema }),
  forbids,
  *run({ id }) {
    yield* theBlock(id);
    yield* update(blockTable, id, { lifted_at: null, lifted_by: null });
  },
});

/** A block set by mistake: taken back, not lifted. It stays in the history alone. */
export const blockWithdraw = defineCommand({
  name: 'block.withdraw',
  args: z.object({ id: idSchema }),
  forbids,
  *run({ id }) {
    if (yield* get(blockTable, id)) yield* remove(blockTable, id);
  },
});

/** Written once by the centre when the last day has passed, so that the history says so. */
export const blockEnd = defineCommand({
  name: 'block.end',
  args: z.object({ id: idSchema, until: z.iso.date() }),
  forbids: ({ userId }) => (userId === CENTRE_ACTOR ? undefined : 'command.centre-only'),
  *run({ id, until }) {
    const block = yield* get(blockTable, id);
    if (block?.until === until && block.lifted_at === null && block.ended_with !== until)
      yield* update(blockTable, id, { ended_with: until });
  },
});

function* theBlock(id: string): Steps<Row<typeof blockTable>> {
  const block = yield* get(blockTable, id);
  if (!block) throw new CommandError('block.gone', `no block ${id}`);
  return block;
}

function checkDays({ since, until }: { readonly since: string; readonly until: string | null }): void {
  if (until !== null && until < since)
    throw new CommandError('block.backwards', 'a block does not end before it begins');
}
