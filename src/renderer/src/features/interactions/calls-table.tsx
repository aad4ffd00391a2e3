import { useEffect, useEffectEvent, useState } from 'react';
import type { ReactNode } from 'react';
import { CALLS_PAGE } from '#shared/features/interactions/contract.ts';
import type { CallPages } from '#shared/features/interactions/contract.ts';
import { useLongList } from '../../ui/use-long-list.ts';
import { CallsPage, Gap, ROW } from './calls-page.tsx';
import styles from './calls-screen.module.css';
import { useInteractionTexts } from './texts.ts';

interface Props {
  readonly missed: boolean;
  readonly pages: CallPages;
  /** The end of what is known came into view. */
  readonly onEnd: () => void;
}

/** As long as there are calls; a page of them is asked for when it comes near the view. */
export function CallsTable({ missed, pages, onEnd }: Props): ReactNode {
  const t = useInteractionTexts();
  // While older calls are read a new one moves nothing: the pages stay where they began until the top is in view again.
  const [held, hold] = useState(pages);
  const { count, starts, hasOlder } = held;
  const { list, rows, rest } = useLongList<HTMLTableElement>({ count, rowHeight: ROW, head: HEAD });
  const isAtTop = rows[0]?.index === 0 && (rows[1]?.gap ?? 0) === 0;
  const isSameTop = held.starts[0]?.id === pages.starts[0]?.id;
  if (held !== pages && (isAtTop || isSameTop)) hold(pages);
  const shown = new Set(rows.map(({ index }) => pageOf(index)));
  // The pages around those in view are asked for before anybody sees them.
  const near = new Set([...shown].flatMap((page) => [page - 1, page, page + 1]));
  const isAtEnd = rest === 0 && hasOlder;
  const reachEnd = useEffectEvent(onEnd);
  useEffect(() => {
    if (isAtEnd) reachEnd();
  }, [isAtEnd]);
  return (
    <table
      ref={list}
      className={styles.table}
      aria-label={t('nav')}
      aria-rowcount={hasOlder ? -1 : count + 1}
    >
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">{t('calls.when')}</th>
          <th scope="col">{t('calls.caller')}</th>
          <th scope="col">{t('calls.note')}</th>
          <th scope="col">{t('calls.who')}</th>
          <th scope="col">{t('calls.talk')}</th>
        </tr>
      </thead>
      <tbody>
        {[...near]
          .filter((page) => starts[page] !== undefined)
          .toSorted((a, b) => a - b)
          .map((page) => (
            <CallsPage
              key={page}
              {...{ missed, page }}
              from={page === 0 ? null : (starts[page] ?? null)}
              rows={shown.has(page) ? rows.filter(({ index }) => pageOf(index) === page) : NONE}
            />
          ))}
        {rest > 0 && <Gap height={rest} />}
      </tbody>
    </table>
  );
}

/** Height of the row of headings, px; the style sheet has the same. */
const HEAD = 28;
const NONE: readonly never[] = [];

const pageOf = (index: number): number => Math.floor(index / CALLS_PAGE);
