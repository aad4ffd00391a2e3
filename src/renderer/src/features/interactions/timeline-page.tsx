import type { ReactNode } from 'react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import type { TimelineEntry } from '#shared/features/interactions/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { timelineTables } from './tables.ts';
import type { FeedFilter } from './feed-filter.ts';
import { TimelineRow } from './timeline-row.tsx';
import styles from './timeline.module.css';

/** Entries asked for at once. */
export const PAGE = 50;
/** Height of a row, px; the style sheet has the same. */
export const ROW = 44;

function keyOf(entry: TimelineEntry): string {
  if (entry.kind === 'exchange') return entry.line.id;
  return entry.kind === 'thing' ? entry.card.ref.id : `${entry.ref.id} ${entry.what}`;
}

interface Props {
  readonly filter: FeedFilter;
  readonly page: number;
  readonly count: number;
  /** Rows of the whole list that are in view or near it: those are in the document. */
  readonly view: { readonly from: number; readonly to: number };
  /** The one row of the whole list that the tab key reaches. */
  readonly active: number;
  readonly focusWantedRef: { current: boolean };
  readonly onActive: (index: number) => void;
}

export function TimelinePage({
  filter,
  page,
  count,
  view,
  active,
  focusWantedRef,
  onActive,
}: Props): ReactNode {
  const offset = page * PAGE;
  const input = { ...filter, offset, limit: PAGE };
  const { value: entries, error } = useQuery(interactionsContract, 'timeline', input, timelineTables);
  const shown = (entries ?? [])
    .map((entry, place) => ({ entry, index: offset + place }))
    .filter(({ index }) => index === active || (index >= view.from && index < view.to));
  return (
    <div className={styles.page} style={{ top: offset * ROW }}>
      {error !== undefined && <ErrorNote error={error} />}
      {shown.map(({ entry, index }, place) => (
        <TimelineRow
          key={keyOf(entry)}
          {...{ entry, count, focusWantedRef, onActive }}
          partyId={filter.partyId}
          index={index}
          gap={(index - (shown[place - 1]?.index ?? offset - 1) - 1) * ROW}
          isActive={index === active}
        />
      ))}
    </div>
  );
}
