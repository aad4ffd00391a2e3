import { useId } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { hrefOf } from '../app/router.ts';
import styles from './search-hit.module.css';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Far right, in tabular figures. */
  readonly aside?: ReactNode;
  readonly to: string;
}

/** One hit below the search field; the field walks it by its role. */
export function SearchHit({ icon: Icon, title, detail, aside, to }: Props): ReactNode {
  const id = useId();
  return (
    <a id={id} role="option" aria-selected={false} tabIndex={-1} className={styles.hit} href={hrefOf(to)}>
      <Icon size={16} aria-hidden />
      <span className={styles.title}>{title}</span>
      {detail && <span className={styles.detail}>{detail}</span>}
      {aside && <span className={styles.aside}>{aside}</span>}
    </a>
  );
}
