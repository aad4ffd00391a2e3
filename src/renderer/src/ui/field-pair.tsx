import type { ReactNode } from 'react';
import styles from './field-pair.module.css';

/** Two fields of a form side by side. */
export function FieldPair({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.pair}>{children}</div>;
}
