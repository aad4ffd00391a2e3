import { useState } from 'react';
import type { ReactNode } from 'react';
import { SegmentedControl } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { CallRow } from './call-row.tsx';
import styles from './calls-screen.module.css';
import { isMissed } from './is-missed.ts';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';

const MOST = 200;

/** The team's calls, newest first. */
export function CallsScreen(): ReactNode {
  const t = useInteractionTexts();
  const [show, setShow] = useState<'all' | 'missed'>('all');
  const { value, error } = useQuery(interactionsContract, 'calls', { limit: MOST }, interactionTables);
  const lines = show === 'missed' ? value?.filter(isMissed) : value;
  return (
    <>
      <ScreenTitle title={t('nav')}>
        <SlotOutlet slot={listActs} with={{ list: 'calls', text: '' }} />
        <SegmentedControl
          aria-label={t('calls.filter')}
          value={show}
          onChange={(next) => setShow(next)}
          data={[
            { value: 'all', label: t('calls.all') },
            { value: 'missed', label: t('calls.missed') },
          ]}
        />
      </ScreenTitle>
      <Panel title={t(show === 'all' ? 'calls.all' : 'calls.missed')} count={lines?.length}>
        {error !== undefined && <ErrorNote error={error} />}
        {lines?.length === 0 && (
          <EmptyState
            icon={IconPhone}
            title={t(show === 'all' ? 'calls.none' : 'calls.noneMissed')}
            hint={t('calls.noneHint')}
          />
        )}
        {lines && lines.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('calls.when')}</th>
                <th scope="col">{t('calls.caller')}</th>
                <th scope="col">{t('calls.note')}</th>
                <th scope="col">{t('calls.who')}</th>
                <th scope="col">{t('calls.talk')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <CallRow key={line.id} line={line} />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </>
  );
}
