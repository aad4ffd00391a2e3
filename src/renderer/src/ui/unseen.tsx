import type { ReactNode } from 'react';
import styles from './unseen.module.css';

/** Read aloud and not seen. */
export function Unseen({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles.unseen}>{children}</span>;
}
