import type { ReactNode } from 'react';
import { dutyContract } from '#shared/features/duty/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './duty.module.css';
import { ownTables } from './tables.ts';
import { useDutyTexts } from './texts.ts';
import { useLeave } from './use-leave.ts';

/** In the status bar of a shared desk: since when whoever is here is, and the way out. */
export function DutyStatus(): ReactNode {
  return useSession() ? <OnDuty /> : null;
}

function OnDuty(): ReactNode {
  const t = useDutyTexts();
  const format = useFormat();
  const leave = useLeave();
  const { value } = useQuery(dutyContract, 'own', {}, ownTables);
  if (!value?.isShared) return null;
  return (
    <span className={styles.status}>
      {value.since !== null && <span>{t('status.since', { time: format.time(value.since) })}</span>}
      <button type="button" onClick={leave} aria-keyshortcuts="Alt+P">
        {t('status.leave')}
      </button>
    </span>
  );
}
