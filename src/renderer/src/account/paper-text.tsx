import type { ReactNode } from 'react';
import styles from './account.module.css';

/** The text of a policy as it was typed, at its full length: the page scrolls, no box within it. */
export function PaperText({ title, body }: { readonly title: string; readonly body: string }): ReactNode {
  return (
    <div className={styles.paper} role="group" aria-label={title}>
      {body.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}
