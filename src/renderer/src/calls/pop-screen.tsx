import { useEffect, useEffectEvent } from 'react';
import type { ReactNode } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { choosable } from '#shared/calls/choosable.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Toasts } from '../ui/toasts.tsx';
import { PopCard } from './pop-card.tsx';
import styles from './pop-screen.module.css';
import { isToChoose } from './to-choose.ts';
import { usePopActs } from './use-pop-acts.ts';
import { usePopCards } from './use-pop-cards.ts';

/** Electron's small window, shown without the focus: its bare keys work only once somebody has clicked into it. */
export function PopScreen(): ReactNode {
  const t = useCoreTexts();
  const { cards, hide } = usePopCards();
  const acts = usePopActs('window', hide);
  const first = cards.find((call) => call.phase === 'ringing') ?? cards[0];

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!first || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'Enter' && !onButton && first.phase === 'ringing') acts.open(first);
    else if (event.key === 'Escape') acts.dismiss(first);
    else if (/^[1-9]$/.test(event.key) && isToChoose(first)) {
      const card = choosable(first.match)[Number(event.key) - 1];
      if (card) acts.choose(first, card);
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (
    <main className={styles.pop} data-many={cards.length > 1 || undefined} aria-label={t('pop.region')}>
      <VisuallyHidden component="h1">{t('pop.region')}</VisuallyHidden>
      {cards.map((call) => (
        <PopCard key={call.id} call={call} acts={acts} keyPrefix="" hasKeys={call === first} />
      ))}
      <Toasts />
    </main>
  );
}
