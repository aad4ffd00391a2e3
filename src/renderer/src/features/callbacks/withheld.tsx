import type { ReactNode } from 'react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './callbacks.module.css';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';

/** Nobody can call them back, but they were missed all the same. */
export function Withheld(): ReactNode {
  const t = useCallbackTexts();
  const since = new Date(useNow()).setHours(0, 0, 0, 0);
  const { value: count } = useQuery(callbacksContract, 'withheld', { since }, callbackTables);
  if (!count) return null;
  return <p className={styles.below}>{t('withheld', { count })}</p>;
}
