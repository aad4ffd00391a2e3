import type { ReactNode } from 'react';
import type { coreDe } from '../i18n/core-de.ts';
import type { TextKey } from '../i18n/texts.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Unseen } from '../ui/unseen.tsx';
import type { ListedAct } from './act.ts';
import styles from './act-table.module.css';
import { ComboKeys } from './combo-keys.tsx';

const keyNames: Readonly<Record<string, TextKey<typeof coreDe>>> = {
  Mod: 'key.Mod',
  Shift: 'key.Shift',
  Enter: 'key.Enter',
  Escape: 'key.Escape',
  Space: 'key.Space',
};

interface Props {
  readonly title: string;
  readonly acts: readonly ListedAct[];
}

/** Keys and what they do, a line each; what cannot be done now is faint. Nothing without any. */
export function ActTable({ title, acts }: Props): ReactNode {
  const t = useCoreTexts();
  /** For ears: the keys themselves are drawn. */
  const wordsOf = (keys: string): string =>
    (keys.split('|')[0] ?? '').replace(/Mod|Shift|Enter|Escape|Space/g, (name) =>
      t(keyNames[name] ?? 'key.Alt'),
    );
  const withKeys = acts.filter(({ keys }) => keys !== undefined);
  if (withKeys.length === 0) return null;
  return (
    <section aria-label={title} className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {withKeys.map(({ id, name, keys = '', isPossible }) => (
          <div key={id} data-resting={!isPossible || undefined}>
            <dt>{name}</dt>
            <dd>
              <ComboKeys combos={keys} />
              <Unseen>{wordsOf(keys)}</Unseen>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
