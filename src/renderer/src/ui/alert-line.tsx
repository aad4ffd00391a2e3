import type { ComponentType, ReactNode } from 'react';
import styles from './alert-line.module.css';
import type { Tone } from './mark.tsx';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly tone: Exclude<Tone, 'plain'>;
  readonly act?: ReactNode;
  readonly children: ReactNode;
}

/** What must not be overlooked, right below the head of a sheet. */
export function AlertLine({ icon: Icon, tone, act, children }: Props): ReactNode {
  return (
    <div className={styles.alert} data-tone={tone}>
      <Icon size={18} aria-hidden />
      <p>{children}</p>
      {act}
    </div>
  );
}
