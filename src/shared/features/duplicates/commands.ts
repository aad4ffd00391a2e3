import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { nameId } from '../../kernel/name-id.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, remove } from '../../rows/steps.ts';
import { notDuplicateTable, pairOf } from './model.ts';

const pair = z.object({ partyId: idSchema, otherId: idSchema });

const notDuplicateId = (one: string, other: string): string =>
  nameId(`not-duplicate/${pairOf(one, other).join('/')}`);

/** "Not the same person": never to be suggested again, on any desk. */
export const duplicateDismiss = defineCommand({
  name: 'duplicate.dismiss',
  args: pair,
  *run({ partyId, otherId }, { actor, at }) {
    if (partyId === otherId) throw new CommandError('merge.same', 'a party is no duplicate of itself');
    const [low, high] = pairOf(partyId, otherId);
    const id = notDuplicateId(low, high);
    if (yield* get(notDuplicateTable, id)) return;
    yield* insert(notDuplicateTable, {
      id,
      low_id: low,
      high_id: high,
      decided_by: actor.userId,
      decided_at: at,
    });
  },
});

/** Takes it back. */
export const duplicateReopen = defineCommand({
  name: 'duplicate.reopen',
  args: pair,
  *run({ partyId, otherId }) {
    const id = notDuplicateId(partyId, otherId);
    if (yield* get(notDuplicateTable, id)) yield* remove(notDuplicateTable, id);
  },
});
