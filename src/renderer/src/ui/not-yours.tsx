import type { ReactNode } from 'react';
import { IconLock } from '@tabler/icons-react';
import { EmptyState } from './empty-state.tsx';
import styles from './not-yours.module.css';

interface Props {
  /** For whom it is. */
  readonly title: string;
  readonly hint?: string;
}

/** In place of what is not for whoever is signed in. */
export function NotYours({ title, hint }: Props): ReactNode {
  return (
    <div className={styles.frame}>
      <EmptyState icon={IconLock} title={title} {...(hint !== undefined && { hint })} />
    </div>
  );
}
