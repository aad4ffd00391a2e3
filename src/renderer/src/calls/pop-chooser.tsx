import type { ReactNode } from 'react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './pop-chooser.module.css';
import type { PopActs } from './use-pop-acts.ts';

interface Props {
  readonly call: LiveCall;
  readonly acts: PopActs;
  readonly keyPrefix: '' | 'Alt+';
  readonly hasKeys: boolean;
}

/** "Who is speaking?" – ranked, one key each, never one of them chosen beforehand. */
export function PopChooser({ call, acts, keyPrefix, hasKeys }: Props): ReactNode {
  const t = useCoreTexts();
  return (
    <ol className={styles.list} aria-label={t('pop.choose')}>
      {call.match.candidates.slice(0, 9).map((card, index) => (
        <li key={card.ref.id}>
          <button type="button" onClick={() => acts.choose(call, card)}>
            {hasKeys && <Keys combo={`${keyPrefix}${index + 1}`} />}
            <span className={styles.name}>{card.name}</span>
            <span className={styles.detail}>{card.detail}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
