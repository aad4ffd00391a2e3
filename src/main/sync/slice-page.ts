import type { RowChange } from '#shared/sync/protocol.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import { changesOf, versionOf } from '#shared/sync/table-rows.ts';
import type { Page } from './apply-page.ts';

/**
 * Cuts a page into pages that a centre could have sent as well, so that none holds the desk up for long: a call may
 * ring between two of them. Only the last is complete and carries outcomes.
 *
 * A slice up to `v` has every row of the page whose last change is not after `v`. First, and together, goes what a
 * later pull would not bring again: rows from before the page (they came into the desk's scopes), and removals (the
 * change that took a row out of the scopes may be older than the row's version).
 */
export function slicePage({ left, ...page }: Page, maxRows: number): readonly Page[] {
  const slices = cut(page, maxRows);
  return left ? slices.map((slice, index) => (index === 0 ? { ...slice, left } : slice)) : slices;
}

function cut(page: Page, maxRows: number): readonly Page[] {
  const { tables, ...others } = page;
  if (!tables) return sliceRows(page, maxRows);
  if (page.rows.length === 0) return sliceTables(others, tables, maxRows);
  return sliceRows({ ...others, rows: [...page.rows, ...changesOf(tables)] }, maxRows);
}

function sliceRows(page: Page, maxRows: number): readonly Page[] {
  const { lastMid: _lastMid, outcomes: _outcomes, outcomesAfter: _after, ...bare } = page;
  const isUnrepeatable = ({ row, ver }: RowChange): boolean => row === null || ver <= page.from;
  const rows = page.rows.filter((change) => !isUnrepeatable(change)).toSorted((a, b) => a.ver - b.ver);
  let waiting = page.rows.filter(isUnrepeatable);
  const slices: Page[] = [];
  let { from } = page;
  let start = 0;

  while (rows.length - start > maxRows) {
    const to = rows[start + maxRows - 1]?.ver ?? page.to;
    const end = rows.findIndex(({ ver }, index) => index > start && ver > to);
    // Beyond `to` are rows that changed again after the page's end: they belong to its last slice.
    if (to >= page.to || end === -1) break;
    slices.push({ ...bare, from, to, complete: false, rows: [...waiting, ...rows.slice(start, end)] });
    waiting = [];
    from = to;
    start = end;
  }
  return [...slices, { ...page, from, rows: [...waiting, ...rows.slice(start)] }];
}

/** All of them are of after the page's beginning, and there (protocol.ts): none is unrepeatable. */
function sliceTables(page: Page, tables: readonly TableRows[], maxRows: number): readonly Page[] {
  const { lastMid: _lastMid, outcomes: _outcomes, outcomesAfter: _after, ...bare } = page;
  const ends = tables.map(() => 0);
  let starts = [...ends];
  const taken = (): TableRows[] =>
    tables.map(({ rows, ...table }, index) => ({ ...table, rows: rows.slice(starts[index], ends[index]) }));
  const slices: Page[] = [];
  let { from } = page;
  let to = from;
  let count = 0;
  for (let next = firstOf(tables, ends); next; next = firstOf(tables, ends)) {
    if (count >= maxRows && next.ver > to && to > from && to < page.to) {
      slices.push({ ...bare, from, to, complete: false, tables: taken() });
      starts = [...ends];
      from = to;
      count = 0;
    }
    ends[next.table] = next.row + 1;
    to = next.ver;
    count++;
  }
  return [...slices, { ...page, from, tables: taken() }];
}

interface Place {
  readonly table: number;
  readonly row: number;
  readonly ver: number;
}

/** The oldest of what begins there in each table: they are in order, so nothing has to be sorted. */
function firstOf(tables: readonly TableRows[], starts: readonly number[]): Place | undefined {
  let first: Place | undefined;
  for (const [table, { rows }] of tables.entries()) {
    const row = starts[table] ?? 0;
    const there = rows[row];
    if (!there) continue;
    const ver = versionOf(there);
    if (!first || ver < first.ver) first = { table, row, ver };
  }
  return first;
}
