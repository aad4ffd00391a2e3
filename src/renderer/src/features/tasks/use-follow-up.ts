import { create } from 'zustand';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { taskCreate, taskReschedule, taskWithdraw } from '#shared/features/tasks/commands.ts';
import type { TaskKind } from '#shared/features/tasks/model.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useTaskTexts } from './texts.ts';

export interface Booked {
  readonly taskId: string;
  readonly dueAt: number;
  readonly title: string;
  readonly promised: boolean;
}

interface BookedStore {
  /** By call: what was booked in its wrap-up, so that another click moves it instead of booking a second one. */
  readonly byCall: Readonly<Record<string, Booked>>;
  set(callId: string, booked: Booked | undefined): void;
}

const useBooked = create<BookedStore>()((set) => ({
  byCall: {},
  set: (callId, booked) =>
    set(({ byCall }) => {
      const { [callId]: _before, ...others } = byCall;
      return { byCall: booked ? { ...others, [callId]: booked } : others };
    }),
}));

export interface FollowUp {
  readonly booked: Booked | undefined;
  book(wanted: Omit<Booked, 'taskId'> & { readonly kind: TaskKind }): Promise<void>;
  withdraw(): Promise<void>;
}

export function useFollowUp({ id: callId, partyId }: WrapUp): FollowUp {
  const t = useTaskTexts();
  const run = useRun();
  const act = useAct();
  const session = useSession();
  const booked = useBooked((store) => store.byCall[callId]);
  const set = useBooked((store) => store.set);
  return {
    booked,
    async book({ kind, ...wanted }) {
      const { dueAt } = wanted;
      if (booked) {
        const moved = await act(() => run(taskReschedule, { id: booked.taskId, dueAt, dueHasTime: true }));
        if (moved) set(callId, { ...booked, dueAt });
        return;
      }
      if (!session || partyId === null) return;
      const id = newId();
      const made = await act(() =>
        run(taskCreate, {
          id,
          kind,
          title: wanted.title,
          partyId,
          assigneeId: session.userId,
          dueAt,
          dueHasTime: true,
          promised: wanted.promised,
          from: { linkId: newId(), ref: { type: 'interaction', id: callId } },
        }),
      );
      if (made) set(callId, { taskId: id, ...wanted });
    },
    async withdraw() {
      if (!booked) return;
      const gone = await act(() => run(taskWithdraw, { id: booked.taskId }), { done: t('part.withdrawn') });
      if (gone) set(callId, undefined);
    },
  };
}
