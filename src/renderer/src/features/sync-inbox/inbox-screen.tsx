import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconCircleCheck } from '@tabler/icons-react';
import { syncInboxContract } from '#shared/features/sync-inbox/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ChoosableList } from './choosable-list.tsx';
import { ConflictRow } from './conflict-row.tsx';
import { RejectedRow } from './rejected-row.tsx';
import { inboxTables } from './tables.ts';
import { useInboxTexts } from './texts.ts';
import { useConflictActs } from './use-conflict-acts.ts';
import { useRejectedActs } from './use-rejected-acts.ts';
import { walk } from '../../ui/walk.ts';

const SHOWS = ['open', 'seen'] as const;
type Show = (typeof SHOWS)[number];

/** What became of somebody's work otherwise than wished. Nothing here is lost, and nothing here blocks anything. */
export function InboxScreen(): ReactNode {
  const t = useInboxTexts();
  const core = useCoreTexts();
  const [show, setShow] = useState<Show>('open');
  const seen = show === 'seen';
  const conflicts = useQuery(syncInboxContract, 'conflicts', { seen }, inboxTables);
  const rejected = useQuery(syncInboxContract, 'rejected', { seen }, inboxTables);
  const conflictActs = useConflictActs();
  const rejectedActs = useRejectedActs();
  // While nothing of a list has the focus: into the first.
  useNamedAct({
    id: 'sync-inbox.walk',
    name: core('acts.intoList'),
    keys: 'ArrowDown',
    run: () => walk(document.getElementById('main') ?? document.body, 1),
  });
  return (
    <>
      <ScreenTitle title={t('title')}>
        <Segments
          aria-label={t('show.label')}
          value={show}
          onChange={setShow}
          data={SHOWS.map((name) => ({ value: name, label: t(`show.${name}`) }))}
        />
      </ScreenTitle>
      <Panel title={t('list')} count={conflicts.value?.length}>
        {conflicts.error !== undefined && <ErrorNote error={conflicts.error} />}
        {conflicts.value?.length === 0 && (
          <EmptyState icon={IconCircleCheck} title={t('none')} hint={t('noneHint')} />
        )}
        {conflicts.value && conflicts.value.length > 0 && (
          <ChoosableList
            key={show}
            label={t('list')}
            keys={t('keys')}
            items={conflicts.value}
            keyOf={({ id, ref }) => `${id} ${ref.id}`}
            act={t(seen ? 'unleave' : 'leave')}
            onAct={(some) => void (seen ? conflictActs.unleave(some) : conflictActs.leave(some))}
            row={ConflictRow}
          />
        )}
      </Panel>
      <Panel title={t('rejectedList')} count={rejected.value?.length}>
        {rejected.error !== undefined && <ErrorNote error={rejected.error} />}
        {rejected.value?.length === 0 && (
          <EmptyState icon={IconCircleCheck} title={t('noneRejected')} hint={t('noneRejectedHint')} />
        )}
        {rejected.value && rejected.value.length > 0 && (
          <ChoosableList
            key={show}
            label={t('rejectedList')}
            keys={t('keysRejected')}
            items={rejected.value}
            keyOf={({ id }) => String(id)}
            act={t(seen ? 'unleave' : 'discard')}
            onAct={(some) => void (seen ? rejectedActs.restore(some) : rejectedActs.discard(some))}
            row={RejectedRow}
          />
        )}
      </Panel>
    </>
  );
}
