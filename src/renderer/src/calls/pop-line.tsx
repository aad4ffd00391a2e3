import type { ComponentType, ReactNode } from 'react';
import type { Tone } from '../ui/mark.tsx';
import styles from './pop-line.module.css';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** One line of the pop, as every feature that has something to say writes it. */
export function PopLine({ icon: Icon, tone = 'plain', children }: Props): ReactNode {
  return (
    <p className={styles.line} data-tone={tone}>
      <Icon size={15} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
