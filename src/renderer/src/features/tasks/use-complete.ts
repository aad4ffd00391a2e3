import { taskComplete, taskReopen } from '#shared/features/tasks/commands.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useTaskTexts } from './texts.ts';

/** Done, with undo. */
export function useComplete(): (task: Pick<TaskLine, 'id' | 'title'>) => Promise<boolean> {
  const t = useTaskTexts();
  const run = useRun();
  const act = useAct();
  return ({ id, title }) =>
    act(() => run(taskComplete, { id }), { done: t('done', { title }), undo: () => run(taskReopen, { id }) });
}
