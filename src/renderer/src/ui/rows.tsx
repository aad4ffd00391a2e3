import type { ReactNode } from 'react';
import styles from './rows.module.css';

/** A list of things, one line or two each; the same everywhere. */
export function Rows({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** Far left: an icon or a button of one. */
  readonly lead?: ReactNode;
  readonly title: ReactNode;
  /** After the title, on the same line. */
  readonly marks?: ReactNode;
  /** Second line. */
  readonly detail?: ReactNode;
  /** Right, in tabular figures: when. */
  readonly aside?: ReactNode;
  /** Far right: what can be done. */
  readonly acts?: ReactNode;
  /** A line of its own, as wide as the row: what opens of it. */
  readonly below?: ReactNode;
}

export function Row({ lead, title, marks, detail, aside, acts, below }: RowProps): ReactNode {
  return (
    <li
      className={styles.row}
      data-single={detail === undefined || undefined}
      data-open={below ? true : undefined}
    >
      {lead && <span className={styles.lead}>{lead}</span>}
      <div className={styles.text}>
        <div className={styles.first}>
          <span className={styles.title}>{title}</span>
          {marks}
          {aside && <span className={styles.aside}>{aside}</span>}
        </div>
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
      {acts && <div className={styles.acts}>{acts}</div>}
      {below && <div className={styles.below}>{below}</div>}
    </li>
  );
}
