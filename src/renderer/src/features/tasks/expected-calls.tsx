import type { ReactNode } from 'react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../ui/use-now.ts';
import { endOfDay } from './quick-picks.ts';
import { taskTables } from './tables.ts';
import { TaskList } from './task-list.tsx';
import { useTaskTexts } from './texts.ts';
import { todayGroups } from './today-groups.ts';

/** Who waits for the telephone today, by the hour. Nothing where nobody does. */
export function ExpectedCalls(): ReactNode {
  const t = useTaskTexts();
  const now = useNow();
  const { value } = useQuery(tasksContract, 'mine', { until: endOfDay(now) }, taskTables);
  const expected = value === undefined ? [] : todayGroups(value, now).expected;
  if (expected.length === 0) return null;
  return (
    <Panel title={t('expected.title')} count={expected.length}>
      <TaskList areExpected groups={[{ label: t('expected.title'), tasks: expected }]} />
    </Panel>
  );
}
