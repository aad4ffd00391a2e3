import { useEffect, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import { OVERSCAN, useLongList } from '../../ui/use-long-list.ts';
import { PartyRow } from './party-row.tsx';
import { createRowKeys } from './row-keys.ts';

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
  const [keysOf] = useState(createRowKeys);
  const hasFocus = useFocusIn(list);
  const isAtEnd = rows.at(-1)?.index === hits.length - 1;
  useEffect(() => {
    if (isAtEnd) onEnd?.();
  }, [isAtEnd, onEnd]);
  const shown = rows.flatMap(({ index, gap }) => {
    const hit = hits[index];
    return hit ? [{ hit, index, gap }] : [];
  });
  // The row somebody stands on never becomes another's.
  const keys = keysOf(
    shown.map(({ hit }) => hit.id),
    !hasFocus,
  );
  return (
    <ul ref={list} aria-label={label} style={{ paddingBottom: rest }}>
      {shown.map(({ hit, index, gap }) => (
        <PartyRow key={keys.get(hit.id)} {...{ hit, index, gap }} of={hits.length} />
      ))}
    </ul>
  );
}

function useFocusIn(list: RefObject<HTMLElement | null>): boolean {
  const [isIn, setIsIn] = useState(false);
  useEffect(() => {
    const { current } = list;
    if (!current) return undefined;
    const come = (): void => setIsIn(true);
    const go = (): void => setIsIn(false);
    current.addEventListener('focusin', come);
    current.addEventListener('focusout', go);
    return () => {
      current.removeEventListener('focusin', come);
      current.removeEventListener('focusout', go);
    };
  }, [list]);
  return isIn;
}
