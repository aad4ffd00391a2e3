import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { itemsOfMerge } from '../../merging/merge-item.ts';
import { partStrangers } from '../../merging/part-strangers.ts';
import { undoMerge } from '../../merging/undo.ts';
import { get, update } from '../../rows/steps.ts';
import { known, mayMerge } from './merge.ts';
import { PARTIES, partyMergeTable } from './model.ts';

/**
 * Two sheets again. Each field goes back to what it was, unless somebody has changed it since; what came in after the
 * merge stays with the survivor. Of several merges any may be undone, in whatever order. What has become one of the two
 * parties' things since, their tickets, is two again as well: nothing of the one stays with the other.
 */
export const partyUnmerge = defineCommand({
  name: 'party.unmerge',
  args: z.object({ id: idSchema }),
  meansMergedRows: true,
  forbids: (actor) => (mayMerge(actor) ? undefined : 'merge.not-yours'),
  *run({ id }, context) {
    const { tables } = known(context);
    const merge = yield* get(partyMergeTable, id);
    if (!merge) throw new CommandError('merge.gone', `no merge ${id}`);
    if (merge.undone_at !== null) return;
    const given = yield* itemsOfMerge({ merging: PARTIES, mergeId: id });
    yield* undoMerge({ merging: PARTIES, mergeId: id }, tables);
    yield* partStrangers(given, tables, context);
    yield* update(partyMergeTable, id, { undone_by: context.actor.userId, undone_at: context.at });
  },
});
