import type { ReactNode } from 'react';
import type { StoredNumber } from '#shared/phone/stored.ts';
import styles from './number-rules.module.css';
import { useNumberRuleTexts } from './texts.ts';

/** What the same text would be in a customer's field for telephone numbers: one number, several, or why none. */
export function StoredForm({ stored }: { readonly stored: readonly StoredNumber[] }): ReactNode {
  const t = useNumberRuleTexts();
  return (
    <ul>
      {stored.map(({ digits, stem, fault }, index) => (
        <li key={index} className={styles.item}>
          {digits !== null && <span>+{digits}</span>}
          {stem !== null && <span className={styles.why}>{t('test.stem', { stem: `+${stem}` })}</span>}
          {fault !== null && <span>{t(`test.fault.${fault}`)}</span>}
        </li>
      ))}
    </ul>
  );
}
