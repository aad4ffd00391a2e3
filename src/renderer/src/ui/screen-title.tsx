import type { ReactNode } from 'react';
import styles from './screen-title.module.css';

interface Props {
  readonly title: string;
  readonly detail?: string;
  readonly children?: ReactNode;
}

/** Head of a screen; its acts stand at the right. */
export function ScreenTitle({ title, detail, children }: Props): ReactNode {
  return (
    <div className={styles.title}>
      <h1>{title}</h1>
      {detail && <span>{detail}</span>}
      <div className={styles.acts}>{children}</div>
    </div>
  );
}
