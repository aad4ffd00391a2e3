import type { ReactNode } from 'react';
import styles from './account.module.css';

/** The text of a policy as it was typed; reached by keyboard, because it may be longer than its frame. */
export function PaperText({ title, body }: { readonly title: string; readonly body: string }): ReactNode {
  return (
    <div className={styles.paper} role="group" aria-label={title} tabIndex={0}>
      {body.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}
