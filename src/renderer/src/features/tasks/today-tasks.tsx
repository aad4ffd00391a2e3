import type { ReactNode } from 'react';
import { IconChecks } from '@tabler/icons-react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { endOfDay } from './quick-picks.ts';
import { taskTables } from './tables.ts';
import { TaskRow } from './task-row.tsx';
import { useTaskTexts } from './texts.ts';

/** My tasks of today and those left over from before, soonest first. */
export function TodayTasks(): ReactNode {
  const t = useTaskTexts();
  const now = useNow();
  const { value: tasks, error } = useQuery(tasksContract, 'mine', { until: endOfDay(now) }, taskTables);
  return (
    <Panel title={t('today.title')} count={tasks?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {tasks?.length === 0 && (
        <EmptyState icon={IconChecks} title={t('today.none')} hint={t('today.noneHint')} />
      )}
      <Rows label={t('today.title')}>
        {tasks?.map((task) => (
          <TaskRow key={task.id} task={task} withParty />
        ))}
      </Rows>
    </Panel>
  );
}
