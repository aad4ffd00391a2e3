import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconPhoneCheck } from '@tabler/icons-react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Segments } from '../../ui/segments.tsx';
import { CallbackList } from './callback-list.tsx';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';
import { Withheld } from './withheld.tsx';

const SHOWS = ['open', 'mine', 'done'] as const;
type Show = (typeof SHOWS)[number];
const MOST_DONE = 200;

/** Whom the team still owes a call, and whom it has called back. */
export function CallbacksScreen(): ReactNode {
  const t = useCallbackTexts();
  const [show, setShow] = useState<Show>('open');
  const isDone = show === 'done';
  const open = useQuery(callbacksContract, 'open', {}, callbackTables, { enabled: !isDone });
  const done = useQuery(callbacksContract, 'done', { limit: MOST_DONE }, callbackTables, { enabled: isDone });
  const { value, error } = isDone ? done : open;
  const lines = show === 'mine' ? value?.filter(({ claim }) => claim?.mine) : value;
  return (
    <>
      <ScreenTitle title={t('nav')}>
        <SlotOutlet slot={listActs} with={{ list: 'callbacks', text: '', filters: { show } }} />
        <Segments
          aria-label={t('show.label')}
          value={show}
          onChange={setShow}
          data={SHOWS.map((name) => ({ value: name, label: t(`show.${name}`) }))}
        />
      </ScreenTitle>
      <Panel title={t(`show.${show}`)} count={lines?.length}>
        {error !== undefined && <ErrorNote error={error} />}
        {lines?.length === 0 && (
          <EmptyState icon={IconPhoneCheck} title={t(`none.${show}`)} hint={t(`noneHint.${show}`)} />
        )}
        {lines && lines.length > 0 && <CallbackList key={show} lines={lines} isDone={isDone} />}
        {show === 'open' && <Withheld />}
      </Panel>
    </>
  );
}
