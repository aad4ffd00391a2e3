import type { ReactNode } from 'react';
import { LeaseNote } from '../account/lease-note.tsx';
import { useStatus } from '../api/desk-state.tsx';
import { useConnection } from '../api/use-connection.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { statusPart } from '../slots/slots.ts';
import { Light } from '../ui/light.tsx';
import { CentreState } from './centre-state.tsx';
import { PbxState } from './pbx-state.tsx';
import { hrefOf } from './router.ts';
import styles from './status-bar.module.css';

/** Always says what the desk knows of itself: phone system, centre, key. */
export function StatusBar(): ReactNode {
  const t = useCoreTexts();
  const status = useStatus();
  const connection = useConnection();
  return (
    <footer className={styles.bar} aria-label={t('status.label')}>
      {connection === 'lost' || connection === 'refused' ? (
        <p className={styles.lost} role="alert">
          <Light state="bad" />
          {t(connection === 'lost' ? 'connection.lost' : 'connection.refused')}
        </p>
      ) : (
        status && (
          <>
            <PbxState pbx={status.pbx} />
            <CentreState centre={status.centre} />
            {status.keyStrength !== 'keychain' && (
              <a
                className={styles.part}
                href={hrefOf('/settings')}
                title={t(`status.key.${status.keyStrength}.next`)}
              >
                <Light state="warn" />
                {t(`status.key.${status.keyStrength}.cause`)}
              </a>
            )}
            <LeaseNote className={styles.part} />
            <SlotOutlet slot={statusPart} with={{}} />
          </>
        )
      )}
    </footer>
  );
}
