import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './wrap-up-section.module.css';

interface Props {
  readonly title: string;
  /** Right of the title: the key that leads here. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the wrap-up strip, whichever feature it comes from. */
export function WrapUpSection({ title, aside, children }: Props): ReactNode {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id}>
        {title}
        {aside}
      </h3>
      {children}
    </section>
  );
}
