import type { ReactNode } from 'react';
import { mayAskOfParty } from '#shared/features/reading-log/rights.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './reading-log.module.css';
import { useReadingLogTexts } from './texts.ts';

/** The way from a sheet to who has opened it; only where the house keeps such a log, and for those who may ask. */
export function AccessPanel({ partyId }: PartyProps): ReactNode {
  const t = useReadingLogTexts();
  const session = useSession();
  if (!session?.reads?.includes('sheet') || !mayAskOfParty(session)) return null;
  return (
    <Panel title={t('sheet.panel')}>
      <a className={styles.link} href={hrefOf(`/reading-log/party/${partyId}`)}>
        {t('sheet.link')}
      </a>
    </Panel>
  );
}
