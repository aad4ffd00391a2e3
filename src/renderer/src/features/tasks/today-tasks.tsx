import type { ReactNode } from 'react';
import { IconChecks } from '@tabler/icons-react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../ui/use-now.ts';
import { endOfDay } from './quick-picks.ts';
import { taskTables } from './tables.ts';
import { TaskList } from './task-list.tsx';
import { useTaskTexts } from './texts.ts';
import { todayGroups } from './today-groups.ts';

/** My tasks of today and those left over from before; the calls that are expected have a card of their own. */
export function TodayTasks(): ReactNode {
  const t = useTaskTexts();
  const now = useNow();
  const until = endOfDay(now);
  const { value, error } = useQuery(tasksContract, 'mine', { until }, taskTables);
  const groups = value && todayGroups(value, now);
  const count = groups && groups.due.length + groups.overdue.length + groups.promised.length;
  return (
    <Panel
      title={t('today.title')}
      count={count}
      action={
        <SlotOutlet
          slot={listActs}
          with={{ list: 'follow-ups', text: '', filters: { mineBefore: String(until) } }}
        />
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {count === 0 && <EmptyState icon={IconChecks} title={t('today.none')} hint={t('today.noneHint')} />}
      {groups && (
        <TaskList
          leads
          groups={[
            { label: t('today.due'), tasks: groups.due },
            { label: t('today.overdue'), tasks: groups.overdue },
            { label: t('today.promised'), tasks: groups.promised },
          ]}
        />
      )}
    </Panel>
  );
}
