import { conflictChoose, conflictSee } from '#shared/features/sync-inbox/commands.ts';
import { syncInboxContract } from '#shared/features/sync-inbox/contract.ts';
import type { ConflictView } from '#shared/features/sync-inbox/contract.ts';
import type { Side } from '#shared/sync/conflict-note.ts';
import { useClient } from '../../api/client-context.tsx';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useInboxTexts } from './texts.ts';

export interface ConflictActs {
  /** `mine` or the other's value of these fields. */
  choose(
    conflict: ConflictView,
    whose: 'mine' | 'theirs',
    fields: readonly string[],
    what: string,
  ): Promise<boolean>;
  leave(conflicts: readonly ConflictView[]): Promise<boolean>;
  unleave(conflicts: readonly ConflictView[]): Promise<boolean>;
}

/** Whether one of its values can be chosen at all. */
export function isChoosable({ isLocal, isGone, fields }: ConflictView): boolean {
  return !isLocal && !isGone && fields.length > 0;
}

const other = (side: Side): Side => (side === 'late' ? 'kept' : 'late');

export function useConflictActs(): ConflictActs {
  const t = useInboxTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();

  const see = async (conflicts: readonly ConflictView[], seen: boolean): Promise<void> => {
    const ids = conflicts.filter(({ isLocal }) => !isLocal).map(({ id }) => id);
    const local = conflicts.filter(({ isLocal }) => isLocal).map(({ id }) => Number(id));
    if (ids.length > 0) await run(conflictSee, { ids, seen });
    if (local.length > 0) await client.ask(syncInboxContract, 'seeLocal', { ids: [...new Set(local)], seen });
  };
  return {
    choose(conflict, whose, fields, what) {
      const { id } = conflict;
      const side = whose === 'mine' ? conflict.side : other(conflict.side);
      const chosen = conflict.fields.filter(({ field }) => fields.includes(field));
      // Taken back only to what is noted: a third value that stood here meanwhile would be lost unseen.
      const wasKept = chosen.every(({ isKept }) => isKept);
      const wasLate = chosen.every(({ isLate }) => isLate);
      const before: Side | undefined = wasKept ? 'kept' : wasLate ? 'late' : undefined;
      const undo =
        before &&
        (async () => {
          await run(conflictChoose, { id, side: before, fields: [...fields] });
          await see([conflict], false);
        });
      return act(() => run(conflictChoose, { id, side, fields: [...fields] }), {
        done: t(whose === 'mine' ? 'used' : 'usedTheirs', { what }),
        ...(undo && { undo }),
      });
    },
    leave: (conflicts) =>
      act(() => see(conflicts, true), {
        done: t('left', { count: conflicts.length }),
        undo: () => see(conflicts, false),
      }),
    unleave: (conflicts) => act(() => see(conflicts, false)),
  };
}
