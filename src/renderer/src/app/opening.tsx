import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useConnection } from '../api/use-connection.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { AppMark } from '../theme/app-mark.tsx';
import styles from './opening.module.css';

/** ms after which waiting is worth a word; most starts are over before. */
const WORTH_A_WORD = 600;

/** Until the desk has said who sits here. */
export function Opening(): ReactNode {
  const t = useCoreTexts();
  const connection = useConnection();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), WORTH_A_WORD);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={styles.opening} aria-busy="true">
      <AppMark size={40} />
      <p role="status">
        {connection === 'refused' ? t('connection.refused') : slow ? t('connection.opening') : ''}
      </p>
    </main>
  );
}
