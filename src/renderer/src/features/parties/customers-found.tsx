import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { IconUsers } from '@tabler/icons-react';
import type { ChosenFilters } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PartyRows, rowsThatFill } from './party-rows.tsx';
import { usePartyTexts } from './texts.ts';
import { useSearch } from './use-search.ts';

const MOST = 100;
const NONE: readonly never[] = [];

interface Props {
  readonly text: string;
  readonly filters: ChosenFilters;
}

/**
 * What is found for what is typed; without anything typed, the first of all. No more than fill the window are asked for
 * while somebody types, and the rest when the list is gone through.
 */
export function CustomersFound({ text, filters }: Props): ReactNode {
  const t = usePartyTexts();
  const [gone, setGone] = useState<Props>();
  const isGoneThrough = gone?.text === text && gone.filters === filters;
  const most = isGoneThrough ? MOST : Math.min(MOST, rowsThatFill());
  const { value: hits, error } = useSearch(text, most, true, filters);
  const mayBeMore = hits !== undefined && hits.length >= most;
  const goThrough = useCallback(() => setGone({ text, filters }), [text, filters]);
  const isNarrowed = Object.keys(filters).length > 0;
  const searching = text.trim() !== '' || isNarrowed;
  return (
    <Panel title={t(searching ? 'list.hits' : 'list.latest')} count={mayBeMore ? undefined : hits?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {hits?.length === 0 && (
        <EmptyState
          icon={IconUsers}
          title={isNarrowed ? t('list.noneNarrowed') : searching ? t('list.none', { text }) : t('list.empty')}
          hint={t(isNarrowed ? 'list.noneNarrowedHint' : searching ? 'list.noneHint' : 'list.emptyHint')}
        />
      )}
      <PartyRows
        label={t('nav')}
        hits={hits ?? NONE}
        onEnd={mayBeMore && !isGoneThrough ? goThrough : undefined}
      />
    </Panel>
  );
}
