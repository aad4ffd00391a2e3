import type { ReactNode } from 'react';
import { useStatus } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './start.module.css';

/** How much of the data is here; nothing while nothing comes. */
export function FirstSync(): ReactNode {
  const t = useCoreTexts();
  const format = useFormat();
  const progress = useStatus()?.centre.progress;
  if (!progress || progress.total === 0) return null;
  const { done, total } = progress;
  return (
    <p className={styles.progress}>
      <progress value={done} max={total} aria-label={t('centre.catchingUp')} />
      {t('centre.progress', {
        percent: format.number(Math.floor((100 * done) / total)),
        done: format.number(done),
        total: format.number(total),
      })}
    </p>
  );
}
