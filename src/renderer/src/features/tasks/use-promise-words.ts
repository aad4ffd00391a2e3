import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useIsHidden } from '../../ui/hidden-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { dueWords, isOverdue } from './due-words.ts';
import { useTaskTexts } from './texts.ts';

/** "Rückruf zugesagt bis heute 14:00 von Nadine Kröger – überfällig seit …" */
export function usePromiseWords(): (task: TaskLine) => string {
  const t = useTaskTexts();
  const core = useCoreTexts();
  const isHidden = useIsHidden({ table: taskTable, column: 'title' });
  const format = useFormat();
  const now = useNow();
  return (task) => {
    const key = task.kind === 'callback' ? 'promise.callback' : 'promise.other';
    const title = isHidden ? core('hidden.value') : task.title;
    const words = t(key, { when: dueWords(task, format, now), who: task.assigneeName, title });
    if (!isOverdue(task, now)) return words;
    return `${words} – ${t('promise.late', { since: format.relative(task.dueAt, now) })}`;
  };
}
