import type { ReactNode } from 'react';
import { IconPhoneCheck } from '@tabler/icons-react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { CallbackCardRow } from './callback-card-row.tsx';
import styles from './callbacks.module.css';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';
import { Withheld } from './withheld.tsx';

const SHOWN = 8;

/** In "Heute": the callers of the team that nobody has spoken to yet, the most urgent first. */
export function CallbackCard(): ReactNode {
  const t = useCallbackTexts();
  const { value: lines, error } = useQuery(callbacksContract, 'open', {}, callbackTables);
  const hidden = (lines?.length ?? 0) - SHOWN;
  return (
    <Panel
      title={t('list')}
      count={lines?.length}
      action={
        <a className={styles.all} href={hrefOf('/callbacks')}>
          {t('all')}
        </a>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {lines?.length === 0 && (
        <EmptyState icon={IconPhoneCheck} title={t('none.open')} hint={t('noneHint.open')} />
      )}
      <Rows label={t('list')}>
        {lines?.slice(0, SHOWN).map((line) => (
          <CallbackCardRow key={line.id} line={line} />
        ))}
      </Rows>
      {hidden > 0 && <p className={styles.below}>{t('more', { count: hidden })}</p>}
      <Withheld />
    </Panel>
  );
}
