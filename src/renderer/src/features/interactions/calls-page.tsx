import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { CALLS_PAGE, interactionsContract } from '#shared/features/interactions/contract.ts';
import type { CallKey } from '#shared/features/interactions/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { ShownRow } from '../../ui/use-long-list.ts';
import { CallRow } from './call-row.tsx';
import styles from './calls-screen.module.css';
import { interactionTables } from './tables.ts';

/** Height of a row, px; the style sheet has the same. */
export const ROW = 39;
const COLUMNS = 5;

interface Props {
  readonly page: number;
  /** Its first call; null: the newest of all. */
  readonly from: CallKey | null;
  readonly missed: boolean;
  /** Those of its rows that are in view or near it; none yet: the page is asked for all the same. */
  readonly rows: readonly ShownRow[];
}

export function CallsPage({ page, from, missed, rows }: Props): ReactNode {
  const { value: lines, error } = useQuery(
    interactionsContract,
    'calls',
    { limit: CALLS_PAGE, from, missed },
    interactionTables,
    { keepPrevious: true },
  );
  const first = page * CALLS_PAGE;
  return (
    <>
      {error !== undefined && rows.length > 0 && (
        <tr>
          <td colSpan={COLUMNS}>
            <ErrorNote error={error} />
          </td>
        </tr>
      )}
      {rows.map(({ index, gap }) => (
        <Fragment key={index}>
          {gap > 0 && <Gap height={gap} />}
          <CallRow index={index} line={lines?.[index - first]} />
        </Fragment>
      ))}
    </>
  );
}

/** In the place of rows that are not in the document. */
export function Gap({ height }: { readonly height: number }): ReactNode {
  return (
    <tr aria-hidden className={styles.gap}>
      <td colSpan={COLUMNS} style={{ height }} />
    </tr>
  );
}
