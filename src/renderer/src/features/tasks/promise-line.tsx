import type { ReactNode } from 'react';
import { IconClockExclamation } from '@tabler/icons-react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { PopLine } from '../../calls/pop-line.tsx';
import { taskTables } from './tables.ts';
import { usePromiseWords } from './use-promise-words.ts';

/** In the pop: what they were promised, the soonest first. */
export function PromiseLine({ partyId }: { readonly partyId: string }): ReactNode {
  const words = usePromiseWords();
  const { value: tasks } = useQuery(tasksContract, 'openOf', { partyId }, taskTables);
  const promise = tasks?.find((task) => task.promised);
  if (!promise) return null;
  return (
    <PopLine icon={IconClockExclamation} tone="warn">
      {words(promise)}
    </PopLine>
  );
}
