import type { ReactNode } from 'react';
import { choosable } from '#shared/calls/choosable.ts';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { PopCard } from './pop-card.tsx';
import styles from './pop-corner.module.css';
import { isToChoose } from './to-choose.ts';
import { usePopActs } from './use-pop-acts.ts';
import { usePopCards } from './use-pop-cards.ts';

/** The pop of the browser shell: in a corner of the page, over everything, never with the focus. */
export function PopCorner(): ReactNode {
  const t = useCoreTexts();
  const { cards, hide } = usePopCards();
  const acts = usePopActs('corner', hide);
  const first = cards.find((call) => call.phase === 'ringing');
  useNamedAct({
    id: 'pop.open',
    name: t('acts.openPop'),
    keys: 'Alt+Enter',
    isPossible: first !== undefined,
    run: () => first && acts.open(first),
  });
  useNamedAct({
    id: 'pop.dismiss',
    name: t('acts.dismissPop'),
    keys: 'Alt+x',
    isPossible: cards.length > 0,
    run: () => cards[0] && acts.dismiss(cards[0]),
  });
  useNamedAct({
    id: 'pop.choose',
    name: t('acts.choosePop'),
    keys: digits,
    needsKey: true,
    isPossible: first !== undefined && isToChoose(first),
    run: (event) => {
      const card = first && choosable(first.match)[Number(event?.code.at(-1)) - 1];
      if (first && card) acts.choose(first, card);
    },
  });
  if (cards.length === 0) return null;
  return (
    <section className={styles.corner} aria-label={t('pop.region')}>
      {cards.map((call) => (
        <PopCard
          key={call.id}
          call={call}
          acts={acts}
          keyPrefix="Alt+"
          hasKeys={call === (first ?? cards[0])}
        />
      ))}
    </section>
  );
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `Alt+${digit}`).join('|');
