import type { ReactNode } from 'react';
import { choosable } from '#shared/calls/choosable.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { chooserMark } from '../slots/slots.ts';
import { Keys } from '../ui/keys.tsx';
import styles from './pop-chooser.module.css';
import type { PopActs } from './use-pop-acts.ts';

interface Props {
  readonly call: LiveCall;
  readonly acts: PopActs;
  readonly keyPrefix: '' | 'Alt+';
  readonly hasKeys: boolean;
}

/** There are no more digits; the others are reached with Tab and pointer. */
const MOST_KEYS = 9;

/** "Who is speaking?" – ranked, one key each, never one of them chosen beforehand. Of a firm: its people, by place. */
export function PopChooser({ call, acts, keyPrefix, hasKeys }: Props): ReactNode {
  const t = useCoreTexts();
  const { match } = call;
  const places = new Map(match.people?.map(({ ref, place }) => [ref.id, place]));
  const cards = choosable(match);
  return (
    <ol className={styles.list} aria-label={t('pop.choose')}>
      {cards.map((card, index) => {
        const place = places.get(card.ref.id);
        const before = places.get(cards[index - 1]?.ref.id ?? '');
        return (
          <li key={card.ref.id}>
            {place !== undefined && place !== before && <h3>{place || t('pop.ofFirm')}</h3>}
            <button type="button" onClick={() => acts.choose(call, card)}>
              {hasKeys && index < MOST_KEYS && <Keys combo={`${keyPrefix}${index + 1}`} />}
              <span className={styles.who}>
                <span className={styles.line}>
                  <span className={styles.name}>{card.name}</span>
                  <span className={styles.detail}>{card.detail}</span>
                </span>
                <SlotOutlet slot={chooserMark} with={{ call, partyId: card.ref.id }} />
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
