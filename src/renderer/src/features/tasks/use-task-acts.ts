import { taskAttempt, taskForgetAttempt, taskReschedule } from '#shared/features/tasks/commands.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../../api/client-context.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useDialBlock } from '../../ui/use-dial-block.ts';
import { useTaskTexts } from './texts.ts';
import { useComplete } from './use-complete.ts';

export interface TaskActs {
  complete(task: TaskLine): void;
  dial(task: TaskLine): void;
  /** With undo. */
  move(task: TaskLine, dueAt: number): void;
  /** Nobody was reached; again then. With undo. */
  tried(task: TaskLine, dueAt: number): void;
}

/** What can be done with a task where it stands. */
export function useTaskActs(): TaskActs {
  const t = useTaskTexts();
  const format = useFormat();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const block = useDialBlock();
  const complete = useComplete();
  return {
    complete: (task) => void complete(task),
    dial({ dial: number, partyId }) {
      if (number === null) return;
      // Nothing here can dial: the number goes where the agent can take it from, and why is said.
      if (block !== undefined)
        void act(() => navigator.clipboard.writeText(number), {
          done: `${block} ${t('act.copied', { number })}`,
        });
      else
        void act(() => client.ask(callsContract, 'dial', { number, party: { type: 'party', id: partyId } }));
    },
    move({ id, dueAt: before, dueHasTime }, dueAt) {
      void act(() => run(taskReschedule, { id, dueAt, dueHasTime: true }), {
        done: t('act.moved', { when: format.moment(dueAt, Date.now()) }),
        undo: () => run(taskReschedule, { id, dueAt: before, dueHasTime }),
      });
    },
    tried({ id }, dueAt) {
      const attemptId = newId();
      void act(() => run(taskAttempt, { id, attemptId, due: { at: dueAt, hasTime: true } }), {
        done: t('act.triedDone', { when: format.moment(dueAt, Date.now()) }),
        undo: () => run(taskForgetAttempt, { id, attemptId }),
      });
    },
  };
}
