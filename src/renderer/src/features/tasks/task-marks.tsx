import type { ReactNode } from 'react';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isOverdue } from './due-words.ts';
import { useTaskTexts } from './texts.ts';

/** What to know of a task before it is worked on, a word each. */
export function TaskMarks({ task }: { readonly task: TaskLine }): ReactNode {
  const t = useTaskTexts();
  const now = useNow();
  const { deputy, attempts, assigneeName } = task;
  return (
    <>
      {isOverdue(task, now) && <Mark tone="warn">{t('overdue')}</Mark>}
      {task.promised && <Mark tone="accent">{t('promised')}</Mark>}
      {attempts > 0 && <Mark tone="warn">{t('attempts.mark', { count: attempts })}</Mark>}
      {deputy && (
        <Mark>
          {deputy.mine ? t('deputy.mine', { name: assigneeName }) : t('deputy.other', { name: deputy.name })}
        </Mark>
      )}
    </>
  );
}
