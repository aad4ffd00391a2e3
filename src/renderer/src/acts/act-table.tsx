import type { ReactNode } from 'react';
import type { ListedAct } from './act.ts';
import styles from './act-table.module.css';
import { ComboKeys } from './combo-keys.tsx';

interface Props {
  readonly title: string;
  readonly acts: readonly ListedAct[];
}

/** Keys and what they do, a line each; what cannot be done now is faint. Nothing without any. */
export function ActTable({ title, acts }: Props): ReactNode {
  const withKeys = acts.filter(({ keys }) => keys !== undefined);
  if (withKeys.length === 0) return null;
  return (
    <section aria-label={title} className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {withKeys.map(({ id, name, keys = '', isPossible }) => (
          <div key={id} data-resting={!isPossible || undefined}>
            <dt>{name}</dt>
            <dd aria-label={keys.split('|')[0]}>
              <ComboKeys combos={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
