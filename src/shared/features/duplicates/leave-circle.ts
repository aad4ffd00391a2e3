import type { MergeOfTwo } from '../../merging/follow-refs.ts';
import { changeField } from '../../merging/merge-item.ts';
import { upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Table } from '../../rows/table.ts';

/** Deeper than any hierarchy (parties/commands.ts). */
const DEEPEST = 40;

/** A survivor below the party it takes in would come to be above itself: it moves to the top. */
export function* leaveCircle(merge: MergeOfTwo, party: Table): Steps<void> {
  const { keep, drop } = merge;
  let above = keep['parent_id'];
  for (let depth = 0; typeof above === 'string' && depth < DEEPEST; depth++) {
    if (above === drop.id)
      return yield* changeField(merge, { table: party, row: keep, field: 'parent_id', value: null });
    above = (yield* upkeep.get(party, above))?.['parent_id'];
  }
}
