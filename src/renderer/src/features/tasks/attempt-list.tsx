import type { ReactNode } from 'react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './task-list.module.css';
import { attemptTables } from './tables.ts';
import { useTaskTexts } from './texts.ts';

/** When somebody tried in vain, who, and what it was moved to; nothing where nobody has. */
export function AttemptList({ taskId }: { readonly taskId: string }): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow();
  const { value } = useQuery(tasksContract, 'attempts', { id: taskId }, attemptTables);
  if (!value || value.length === 0) return null;
  return (
    <ul className={styles.attempts} aria-label={t('attempts.label')}>
      {value.map(({ id, at, staffName, movedTo }) => (
        <li key={id}>
          {t('attempts.one', { when: format.moment(at, now), who: staffName })}
          {movedTo !== null && ` – ${t('attempts.moved', { when: format.moment(movedTo, now) })}`}
        </li>
      ))}
    </ul>
  );
}
