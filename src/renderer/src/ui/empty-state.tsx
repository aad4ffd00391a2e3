import type { ComponentType, ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly title: string;
  /** What will stand here and how it comes to be. */
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** Nothing there yet: says so, and teaches what fills the place. */
export function EmptyState({ icon: Icon, title, hint, children }: Props): ReactNode {
  return (
    <div className={styles.empty}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <div>
        <p className={styles.title}>{title}</p>
        {hint && <p className={styles.hint}>{hint}</p>}
        {children}
      </div>
    </div>
  );
}
