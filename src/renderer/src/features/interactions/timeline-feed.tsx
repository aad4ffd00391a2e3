import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { FeedFilter } from './feed-filter.ts';
import { useAfterPaint } from '../../ui/use-after-paint.ts';
import { useKeysWithin } from '../../ui/use-keys-within.ts';
import { PAGE, ROW, TimelinePage } from './timeline-page.tsx';
import { stepOf } from '../../ui/step-of.ts';
import styles from './timeline.module.css';

/** Rows in view at most; the list scrolls in itself beyond. */
const IN_VIEW = 12;
/** Rows above and below the view that are in the document as well. */
const AROUND = 8;
/** px of the window that are never the timeline's: head of the window, of the sheet and of the panel, the first look. */
const ABOVE_AT_LEAST = { wide: 560, narrow: 400 };
/** px; below it the sheet is one column, as in its style sheet. */
const WIDE = 1024;
const NOTHING = { from: 0, to: 0 };

/** Rows below those in view when the sheet comes; fewer than none: the window ends above them. What the sheet has over them is taken for less than it is. */
const aroundAtFirst = (): number => {
  const above = ABOVE_AT_LEAST[window.innerWidth < WIDE ? 'narrow' : 'wide'];
  return Math.min(AROUND, Math.ceil((window.innerHeight - above) / ROW) - IN_VIEW);
};

interface Props {
  readonly filter: FeedFilter;
  /** undefined: not counted yet; the room is kept. */
  readonly total: number | undefined;
  readonly label: string;
}

/** A list as long as it likes: rows of one height, in pages that are asked for when they come into view. */
export function TimelineFeed({ filter, total, label }: Props): ReactNode {
  const [top, setTop] = useState(0);
  const [active, setActive] = useState(0);
  /** The row that becomes active takes the focus, once it is there. */
  const focusWantedRef = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const count = total ?? 0;
  const at = Math.min(active, Math.max(0, count - 1));
  const inView = (total === undefined ? IN_VIEW : Math.min(IN_VIEW, count)) * ROW;
  const first = Math.max(0, Math.floor((top - inView) / (ROW * PAGE)));
  const last = Math.floor(Math.min(top + 2 * inView, Math.max(0, count * ROW - 1)) / (ROW * PAGE));
  const pages = new Set([Math.floor(at / PAGE)]);
  for (let page = first; page <= last; page++) pages.add(page);
  const around = useAfterPaint() ? AROUND : aroundAtFirst();
  const view = {
    from: Math.floor(top / ROW) - AROUND,
    to: Math.ceil((top + inView) / ROW) + around,
  };

  const goTo = (next: number): void => {
    focusWantedRef.current = true;
    setActive(next);
    const { current } = box;
    if (!current) return;
    if (next * ROW < current.scrollTop) current.scrollTop = next * ROW;
    else if ((next + 1) * ROW > current.scrollTop + inView) current.scrollTop = (next + 1) * ROW - inView;
  };
  useKeysWithin(box, (event) => {
    // On a small act of a row the keys are its own.
    if (event.target instanceof Element && !event.target.closest('p')) return;
    const next = stepOf(event.key, { at, count, page: IN_VIEW - 1 });
    if (next === undefined) return;
    event.preventDefault();
    goTo(next);
  });
  return (
    <div
      ref={box}
      role="feed"
      aria-label={label}
      aria-busy={total === undefined}
      className={styles.feed}
      style={{ height: inView }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className={styles.length} style={{ height: count * ROW }}>
        {[...pages]
          .toSorted((a, b) => a - b)
          .map((page) => (
            <TimelinePage
              key={page}
              {...{ filter, page, count, focusWantedRef }}
              // Asked for beside the counting; shown when it is known how many there are.
              view={total === undefined ? NOTHING : view}
              active={total === undefined ? -1 : at}
              onActive={setActive}
            />
          ))}
      </div>
    </div>
  );
}
