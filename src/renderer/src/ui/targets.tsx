import type { ReactNode } from 'react';
import styles from './targets.module.css';

interface ListProps {
  readonly label: string;
  /** Of {@link Target}. */
  readonly children: ReactNode;
}

/** Whom a call or a mail may go to, each to be picked by a click. */
export function Targets({ label, children }: ListProps): ReactNode {
  return (
    <ul className={styles.targets} aria-label={label}>
      {children}
    </ul>
  );
}

interface Props {
  readonly name: string;
  /** A number or a mail address. */
  readonly address: string;
  readonly onPick: () => void;
}

export function Target({ name, address, onPick }: Props): ReactNode {
  return (
    <li>
      <button type="button" className={styles.target} onClick={onPick}>
        <span>{name}</span> <span className={styles.address}>{address}</span>
      </button>
    </li>
  );
}
