import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import { OVERSCAN, useLongList } from '../../ui/use-long-list.ts';
import { PartyRow } from './party-row.tsx';

/** Height of a row, px; the style sheet has the same. */
const ROW = 34;

interface Props {
  readonly label: string;
  readonly hits: readonly PartyHit[];
  /** Somebody is near the end of them, where more may follow. */
  readonly onEnd: (() => void) | undefined;
}

/** So many that the last of them is out of sight, and not in the document either. */
export const rowsThatFill = (): number => Math.ceil(window.innerHeight / ROW) + 2 * OVERSCAN;

/** While somebody types, a list of a hundred costs no more than the rows in view. */
export function PartyRows({ label, hits, onEnd }: Props): ReactNode {
  const { list, rows, rest } = useLongList<HTMLUListElement>({ count: hits.length, rowHeight: ROW });
  const isAtEnd = rows.at(-1)?.index === hits.length - 1;
  useEffect(() => {
    if (isAtEnd) onEnd?.();
  }, [isAtEnd, onEnd]);
  return (
    <ul ref={list} aria-label={label} style={{ paddingBottom: rest }}>
      {rows.map(({ index, gap }) => {
        const hit = hits[index];
        return hit && <PartyRow key={hit.id} hit={hit} of={hits.length} {...{ index, gap }} />;
      })}
    </ul>
  );
}
