import type { ReactNode } from 'react';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import { useLongList } from '../../ui/use-long-list.ts';
import { PartyRow } from './party-row.tsx';

/** Height of a row, px; the style sheet has the same. */
const ROW = 34;

interface Props {
  readonly label: string;
  readonly hits: readonly PartyHit[];
}

/** While somebody types, a list of a hundred costs no more than the rows in view. */
export function PartyRows({ label, hits }: Props): ReactNode {
  const { list, rows, rest } = useLongList<HTMLUListElement>({ count: hits.length, rowHeight: ROW });
  return (
    <ul ref={list} aria-label={label} style={{ paddingBottom: rest }}>
      {rows.map(({ index, gap }) => {
        const hit = hits[index];
        return hit && <PartyRow key={hit.id} hit={hit} of={hits.length} {...{ index, gap }} />;
      })}
    </ul>
  );
}
