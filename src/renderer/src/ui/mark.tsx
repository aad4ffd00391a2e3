import type { ReactNode } from 'react';
import styles from './mark.module.css';

/** The colours mean the same everywhere: call, warn, block; plain says nothing but the word. */
export type Tone = 'plain' | 'accent' | 'call' | 'warn' | 'block';

interface Props {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** A word set off from its line. It carries its meaning without its colour. */
export function Mark({ tone = 'plain', children }: Props): ReactNode {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}
