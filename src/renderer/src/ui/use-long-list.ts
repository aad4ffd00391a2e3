import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { defaultRangeExtractor, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import type { Rect, Virtualizer } from '@tanstack/react-virtual';
import { focusRow, rowOf, screenOf } from './list-row.ts';
import { stepOf } from './step-of.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useKeysWithin } from './use-keys-within.ts';

/** A row that is in the document. It carries `data-row={index}`. */
export interface ShownRow {
  readonly index: number;
  /** px of rows before it, back to the last one shown, that are not. */
  readonly gap: number;
}

export interface LongList<T extends HTMLElement> {
  readonly list: RefObject<T | null>;
  readonly rows: readonly ShownRow[];
  /** px after the last one shown. */
  readonly rest: number;
}

interface Options {
  readonly count: number;
  /** px; every row has this height, the style sheet says the same. */
  readonly rowHeight: number;
  /** px between the top of `list` and its first row: headings. */
  readonly head?: number;
}

/** Rows above and below the view: where Tab goes next, and a turn of the wheel. */
export const OVERSCAN = 8;

/**
 * A list as long as it likes in the one scrolling screen: only what is in view, a little around it and the row with the
 * focus are in the document. Arrow keys, Page up and down, Home and End walk its rows. Where the row with the focus goes,
 * the focus goes to the one that takes its place.
 */
export function useLongList<T extends HTMLElement>({ count, rowHeight, head = 0 }: Options): LongList<T> {
  const list = useRef<T>(null);
  const [above, setAbove] = useState(0);
  const [focused, setFocused] = useState<number | null>(null);
  /** The row a key led to takes the focus once it is in the document. */
  const wantedRef = useRef<number | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled or memoised
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => screenOf(list.current),
    observeElementRect: observeRoom,
    initialRect: roomOr(),
    overscan: OVERSCAN,
    scrollMargin: above + head,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (focused === null || focused >= count || shown.includes(focused)) return shown;
      return [...shown, focused].toSorted((a, b) => a - b);
    },
  });

  // Every render: what stands above the list may have grown, and the wanted row may have come.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same height again ends it: it does not go by its own rows
  useLayoutEffect(() => {
    const screen = screenOf(list.current);
    if (!list.current || !screen) return;
    const distance = list.current.getBoundingClientRect().top - screen.getBoundingClientRect().top;
    setAbove(Math.round(distance + screen.scrollTop));
    if (wantedRef.current !== null && focusRow(list.current, wantedRef.current)) wantedRef.current = null;
  });

  useLayoutEffect(() => {
    const { current } = list;
    if (!current) return undefined;
    const come = ({ target }: FocusEvent): void => setFocused(rowOf(target));
    const go = ({ relatedTarget }: FocusEvent): void => setFocused(rowOf(relatedTarget));
    current.addEventListener('focusin', come);
    current.addEventListener('focusout', go);
    return () => {
      current.removeEventListener('focusin', come);
      current.removeEventListener('focusout', go);
    };
  }, []);

  const leadTo = (index: number): void => {
    virtualizer.scrollToIndex(index, { align: 'auto' });
    if (focusRow(list.current, index)) return;
    wantedRef.current = index;
    setFocused(index);
  };
  useKeptFocus(list, {
    row: '[data-row]',
    indexOf: (row) => rowOf(row) ?? 0,
    take(index) {
      if (count > 0) return leadTo(Math.min(index, count - 1));
      list.current?.setAttribute('tabindex', '-1');
      list.current?.focus();
    },
  });
  useKeysWithin(list, (event) => {
    const at = rowOf(event.target);
    if (at === null || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const inView = virtualizer.scrollRect?.height ?? rowHeight;
    const next = stepOf(event.key, { at, count, page: Math.max(1, Math.floor(inView / rowHeight) - 1) });
    if (next === undefined) return;
    event.preventDefault();
    leadTo(next);
  });

  let end = 0;
  const rows = virtualizer.getVirtualItems().map(({ index }): ShownRow => {
    const gap = (index - end) * rowHeight;
    end = index + 1;
    return { index, gap };
  });
  return { list, rows, rest: Math.max(0, count - end) * rowHeight };
}

/** Where nothing has been laid out (a page that is not shown, a test without a browser) the window's height counts. */
const roomOr = (rect: Rect = { width: 0, height: 0 }): Rect =>
  rect.height > 0 ? rect : { ...rect, height: window.innerHeight };

const observeRoom = (
  instance: Virtualizer<HTMLElement, Element>,
  tell: (rect: Rect) => void,
): ReturnType<typeof observeElementRect> => observeElementRect(instance, (rect) => tell(roomOr(rect)));
