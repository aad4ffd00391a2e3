import type { ReactNode } from 'react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { EntryLinksProps } from '../../slots/slots.ts';
import { BelongsTo } from '../../ui/belongs-to.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useOnceChosen } from '../../ui/use-once-chosen.ts';
import { dueWords } from './due-words.ts';
import { taskTables } from './tables.ts';
import { useTaskTexts } from './texts.ts';

/** The follow-ups an entry may belong to, pressed where it does: those that are open, and what it belongs to already. */
export function EntryTasks({ partyId, chosen, onToggle }: EntryLinksProps): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow();
  const linked = useOnceChosen(chosen, taskTable.name);
  const { value: tasks = [] } = useQuery(tasksContract, 'ofEntry', { partyId, linked }, taskTables, {
    keepPrevious: true,
  });
  const things = tasks.map((task) => ({
    ref: { type: taskTable.name, id: task.id },
    ...{ mark: dueWords(task, format, now), title: task.title },
  }));
  return <BelongsTo label={t('entry.belongs')} {...{ things, chosen, onToggle }} />;
}
