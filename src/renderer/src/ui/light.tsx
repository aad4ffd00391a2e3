import type { ReactNode } from 'react';
import styles from './light.module.css';

export type LightState = 'good' | 'busy' | 'warn' | 'bad' | 'off';

/** A signal lamp. Its shape differs with its colour; the words beside it say the rest. */
export function Light({ state }: { readonly state: LightState }): ReactNode {
  return <span className={styles.light} data-state={state} aria-hidden="true" />;
}
