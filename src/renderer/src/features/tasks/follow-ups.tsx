import type { ReactNode } from 'react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Panel } from '../../ui/panel.tsx';
import { taskTables } from './tables.ts';
import { TaskList } from './task-list.tsx';
import { useTaskTexts } from './texts.ts';

/** Open follow-ups of the customer. Without any the panel stays away: they are made in the wrap-up. */
export function FollowUps({ partyId }: PartyProps): ReactNode {
  const t = useTaskTexts();
  const { value: tasks } = useQuery(tasksContract, 'openOf', { partyId }, taskTables);
  if (!tasks || tasks.length === 0) return null;
  return (
    <Panel title={t('panel')} count={tasks.length}>
      <TaskList withParty={false} groups={[{ label: t('panel'), tasks }]} />
    </Panel>
  );
}
