import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.ts';
import styles from './panel.module.css';

interface Props {
  readonly title: string;
  /** Shown beside the title when there is anything to count. */
  readonly count?: number | undefined;
  /** Right of the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled sheet of paper: the one frame all lists and cards lie in. */
export function Panel({ title, count, action, children }: Props): ReactNode {
  const id = useId();
  const format = useFormat();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id}>
          {title}
          {count !== undefined && count > 0 && <span className={styles.count}>{format.number(count)}</span>}
        </h2>
        {action}
      </header>
      {children}
    </section>
  );
}
