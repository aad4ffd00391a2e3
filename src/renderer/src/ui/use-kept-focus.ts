import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { focusIn } from './focus-in.ts';

interface Held {
  readonly row: Element;
  readonly index: number;
}

interface Rows {
  /** Selects the rows of the list. */
  readonly row: string;
  /** Where a row stands; default: its place among those in the document. */
  readonly indexOf?: (row: Element) => number;
  /** Takes the focus to the row that is there now, or where there is none to the one before. Default: within the document. */
  readonly take?: (index: number) => void;
}

/**
 * Where the row that has the focus goes out of the list, by whatever hand, the focus goes to the one that takes its place,
 * else to the one before, else to the list: never to nothing, from where a keyboard would begin at the top of the page.
 */
export function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  { row: selector, indexOf, take }: Rows,
): void {
  const heldRef = useRef<Held | null>(null);
  const placeOf = (row: Element): number =>
    indexOf?.(row) ?? [...(list.current?.querySelectorAll(selector) ?? [])].indexOf(row);

  // Every render: rows may have gone, and those that stay may stand elsewhere.
  useLayoutEffect(() => {
    const held = heldRef.current;
    const { current } = list;
    if (!held || !current) return;
    if (held.row.isConnected) {
      heldRef.current = { row: held.row, index: placeOf(held.row) };
      return;
    }
    heldRef.current = null;
    // Somebody has been quicker.
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    if (take) return take(held.index);
    const rows = [...current.querySelectorAll(selector)];
    focusIn(rows[held.index] ?? rows.at(-1) ?? current);
  });

  useLayoutEffect(() => {
    const { current } = list;
    if (!current) return undefined;
    const come = ({ target }: FocusEvent): void => {
      const row = target instanceof Element ? target.closest(selector) : null;
      heldRef.current = row && { row, index: placeOf(row) };
    };
    const go = ({ relatedTarget }: FocusEvent): void => {
      const held = heldRef.current;
      if (relatedTarget instanceof Element) {
        if (!current.contains(relatedTarget)) heldRef.current = null;
        return;
      }
      // A row that is just being taken out is let go as well; the render that takes it out has ended before this.
      queueMicrotask(() => {
        const isHere = held?.row.contains(document.activeElement) ?? false;
        if (heldRef.current === held && !isHere) heldRef.current = null;
      });
    };
    current.addEventListener('focusin', come);
    current.addEventListener('focusout', go);
    return () => {
      current.removeEventListener('focusin', come);
      current.removeEventListener('focusout', go);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it is told by is the same for the life of the list
  }, []);
}
