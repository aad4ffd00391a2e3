import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { taskTables } from './tables.ts';
import { useTaskTexts } from './texts.ts';
import { useComplete } from './use-complete.ts';
import { usePromiseWords } from './use-promise-words.ts';

/** More would push the sheet off the screen; the others stand among the follow-ups. */
const SHOWN = 2;

/** The promise in view of whoever takes the next call, not only of who gave it. */
export function PromiseAlert({ partyId }: PartyProps): ReactNode {
  const t = useTaskTexts();
  const words = usePromiseWords();
  const complete = useComplete();
  const { value: tasks } = useQuery(tasksContract, 'openOf', { partyId }, taskTables);
  const promises = tasks?.filter((task) => task.promised) ?? [];
  const hidden = promises.length - SHOWN;
  return promises.slice(0, SHOWN).map((task, index) => (
    <AlertLine
      key={task.id}
      icon={IconClockExclamation}
      tone="warn"
      act={<Button onClick={() => void complete(task)}>{t('promise.complete')}</Button>}
    >
      {words(task)}
      {hidden > 0 && index === SHOWN - 1 && ` · ${t('promise.more', { count: hidden })}`}
    </AlertLine>
  ));
}
