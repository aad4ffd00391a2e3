import type { ReactNode } from 'react';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isOverdue } from './due-words.ts';
import { useTaskTexts } from './texts.ts';

interface Props {
  readonly task: TaskLine;
}

/** What to know of a task before it is worked on, a word each. */
export function TaskMarks({ task }: Props): ReactNode {
  const t = useTaskTexts();
  const now = useNow();
  return (
    <>
      {isOverdue(task, now) && <Mark tone="warn">{t('overdue')}</Mark>}
      {task.promised && <Mark tone="accent">{t('promised')}</Mark>}
    </>
  );
}

/** How often it was tried, and in whose hands it is. */
export function TaskHands({ task: { attempts, deputy, assigneeName } }: Props): ReactNode {
  const t = useTaskTexts();
  return (
    <>
      {attempts > 0 && (
        <>
          <Mark tone="warn">{t('attempts.mark', { count: attempts })}</Mark>{' '}
        </>
      )}
      {deputy === null
        ? assigneeName
        : deputy.mine
          ? t('deputy.mine', { name: assigneeName })
          : `${assigneeName}, ${t('deputy.other', { name: deputy.name })}`}
    </>
  );
}
