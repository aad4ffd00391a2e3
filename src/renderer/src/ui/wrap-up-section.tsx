import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './wrap-up-section.module.css';

interface Props {
  readonly title: string;
  /** Beside the title: the key that leads here. */
  readonly keys?: ReactNode;
  /** Right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the wrap-up strip, whichever feature it comes from. */
export function WrapUpSection({ title, keys, aside, children }: Props): ReactNode {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        {keys}
        {aside}
      </header>
      {children}
    </section>
  );
}
