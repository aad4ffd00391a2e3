import { CALLS_PAGE } from '#shared/features/interactions/contract.ts';
import type { CallKey, CallPages, InteractionLine } from '#shared/features/interactions/contract.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { COLUMNS, toLines } from './lines.ts';
import type { InteractionRow, LineReader } from './lines.ts';

interface Which {
  /** Only those nobody took. */
  readonly missed?: boolean | undefined;
}

/** Word for word as the partial indexes have it (migrations.ts), or SQLite does not know them again. */
const CALLS = `type = 'call'`;
const MISSED_CALLS = `${CALLS} AND direction = 'in' AND end_reason IN ('missed-caller', 'missed-no-answer')`;

const NEWEST_FIRST = 'ORDER BY occurred_at DESC, id DESC';
/** A condition over `interaction`. */
export const callsWhere = ({ missed = false }: Which): string => (missed ? MISSED_CALLS : CALLS);

/** Exported for the test that looks at its plan. Bound: time and id of the first where `isFrom`, then how many. */
export const CALLS_LISTED = ({
  columns,
  isFrom,
  ...which
}: Which & { readonly columns: string; readonly isFrom: boolean }): string =>
  `SELECT ${columns} FROM interaction i
   WHERE ${callsWhere(which)} ${isFrom ? 'AND (occurred_at, id) <= (?, ?)' : ''} ${NEWEST_FIRST} LIMIT ?`;

/** `limit` calls from the one with the key on, or from the newest. What it costs does not go by how old they are. */
export function latestCalls(
  host: LineReader,
  { limit, from, ...which }: Which & { readonly limit: number; readonly from?: CallKey | null | undefined },
): readonly InteractionLine[] {
  const isFrom = from !== undefined && from !== null;
  const rows = host.db
    .prepare<(string | number)[], InteractionRow>(CALLS_LISTED({ ...which, columns: COLUMNS, isFrom }))
    .all(...(isFrom ? [from.at, from.id] : []), limit);
  return toLines(host, rows);
}

/** Looks through `limit` keys in an index and at no row, so that a list is as long as its calls before they are read. */
export function callPages(
  db: ReadableDb,
  { limit, ...which }: Which & { readonly limit: number },
): CallPages {
  const keys = CALLS_LISTED({ ...which, columns: 'occurred_at, id', isFrom: false });
  const counted = db
    .prepare<[number], { count: number }>(`SELECT count(*) AS count FROM (${keys})`)
    .get(limit + 1);
  const starts = db
    .prepare<[number], CallKey>(
      `SELECT occurred_at AS at, id FROM
         (SELECT *, row_number() OVER (${NEWEST_FIRST}) AS place FROM (${keys}))
       WHERE place % ${CALLS_PAGE} = 1`,
    )
    .all(limit);
  const count = counted?.count ?? 0;
  return { count: Math.min(count, limit), starts, hasOlder: count > limit };
}
