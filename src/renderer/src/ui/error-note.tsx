import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useErrorText } from '../i18n/error-text.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './error-note.module.css';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An error in the place it concerns: cause, next step, and another try where that can help. */
export function ErrorNote({ error, onRetry }: Props): ReactNode {
  const t = useCoreTexts();
  const { cause, next } = useErrorText()(error);
  return (
    <div className={styles.note} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <p className={styles.cause}>{cause}</p>
        <p>{next}</p>
      </div>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {t('act.retry')}
        </button>
      )}
    </div>
  );
}
