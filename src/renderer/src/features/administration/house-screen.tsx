import type { ReactNode } from 'react';
import { mayAdminister } from '#shared/features/administration/requests.ts';
import { useSession } from '../../api/desk-state.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './administration.module.css';
import { HouseSettingsPanel } from './house-settings.tsx';
import { Papers } from './papers.tsx';
import { ReadingRulesPanel } from './reading-rules.tsx';
import { useAdministrationTexts } from './texts.ts';

/** What holds for everybody of the tenant: leads read it, administrators change it. */
export function HouseScreen(): ReactNode {
  const t = useAdministrationTexts();
  const session = useSession();
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('house.title')} detail={t('house.lead')} />
      {session && !mayAdminister(session, 'papers') && <NotYours title={t('forbidden')} />}
      {session && mayAdminister(session, 'settings') && <HouseSettingsPanel />}
      {session && mayAdminister(session, 'settings') && <ReadingRulesPanel />}
      {session && mayAdminister(session, 'papers') && (
        <Papers mayPublish={mayAdminister(session, 'publish-paper')} />
      )}
    </div>
  );
}
