import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.ts';
import styles from './dock-section.module.css';

interface Props {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** A titled part of the dock below the navigation. */
export function DockSection({ title, count, children }: Props): ReactNode {
  const id = useId();
  const format = useFormat();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id}>
        {title}
        {count !== undefined && <span>{format.number(count)}</span>}
      </h2>
      {children}
    </section>
  );
}
