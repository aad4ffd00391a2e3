import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconPhone } from '@tabler/icons-react';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Segments } from '../../ui/segments.tsx';
import { CallsTable } from './calls-table.tsx';
import { useInteractionTexts } from './texts.ts';
import { useCallPages } from './use-call-pages.ts';

/** The team's calls, newest first. */
export function CallsScreen(): ReactNode {
  const t = useInteractionTexts();
  const [show, setShow] = useState<'all' | 'missed'>('all');
  const missed = show === 'missed';
  const { pages, error, grow } = useCallPages(missed);
  return (
    <>
      <ScreenTitle title={t('nav')}>
        <SlotOutlet slot={listActs} with={{ list: 'calls', text: '', filters: { show } }} />
        <Segments
          aria-label={t('calls.filter')}
          value={show}
          onChange={(next) => setShow(next)}
          data={[
            { value: 'all', label: t('calls.all') },
            { value: 'missed', label: t('calls.missed') },
          ]}
        />
      </ScreenTitle>
      <Panel title={t(show === 'all' ? 'calls.all' : 'calls.missed')} count={pages?.count}>
        {error !== undefined && <ErrorNote error={error} />}
        {pages?.count === 0 && (
          <EmptyState
            icon={IconPhone}
            title={t(show === 'all' ? 'calls.none' : 'calls.noneMissed')}
            hint={t('calls.noneHint')}
          />
        )}
        {pages && pages.count > 0 && <CallsTable key={show} {...{ missed, pages }} onEnd={grow} />}
      </Panel>
    </>
  );
}
