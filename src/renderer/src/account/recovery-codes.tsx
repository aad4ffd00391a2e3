import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Panel } from '../ui/panel.tsx';
import styles from './account.module.css';

interface Props {
  readonly codes: readonly string[];
  readonly onSeen: () => void;
}

/** Shown once; nobody can have them a second time. */
export function RecoveryCodes({ codes, onSeen }: Props): ReactNode {
  const t = useCoreTexts();
  return (
    <Panel title={t('account.factor.codesTitle')}>
      <div className={`${styles.form} ${styles.wide}`}>
        <p className={styles.note}>{t('account.factor.codesLead')}</p>
        <ul className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Button onClick={onSeen}>{t('account.factor.seen')}</Button>
      </div>
    </Panel>
  );
}
