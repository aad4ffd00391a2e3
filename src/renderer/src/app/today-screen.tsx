import type { ReactNode } from 'react';
import { useSession } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { todayCard } from '../slots/slots.ts';
import { StartCard } from '../start/start-card.tsx';
import { ScreenTitle } from '../ui/screen-title.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './today-screen.module.css';

/** "Heute": what is due, promised, missed and unfinished, as the features have it. */
export function TodayScreen(): ReactNode {
  const t = useCoreTexts();
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  return (
    <>
      <ScreenTitle
        title={t('nav.today')}
        detail={`${format.day(now, now)} · ${t('today.for', { name: session?.userName ?? '' })}`}
      />
      <div className={styles.cards}>
        <StartCard />
        <SlotOutlet slot={todayCard} with={{}} />
      </div>
    </>
  );
}
