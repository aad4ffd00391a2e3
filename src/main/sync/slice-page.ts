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
export function slicePage(page: Page, maxRows: number): readonly Page[] {
  const { tables, ...others } = page;
  if (!tables) return sliceRows(page, maxRows);
  if (page.rows.length === 0) return sliceTables(others, tables, maxRows);
  return sliceRows({ ...others, rows: [...page.rows, ...changesOf(tables)] }, maxRows);
}

function sliceRows(page: Page, maxRows: number): readonly Page[] {
  const { lastMid: _lastMid, outcomes: _outcomes, outcomesAfter: _after, left, ...bare } = page;
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
    const part = { ...bare, from, to, complete: false, rows: [...waiting, ...rows.slice(start, end)] };
    slices.push(left && slices.length === 0 ? { ...part, left } : part);
    waiting = [];
    from = to;
    start = end;
  }
  const { left: _left, ...rest } = page;
  const last = { ...rest, from, rows: [...waiting, ...rows.slice(start)] };
  slices.push(left && slices.length === 0 ? { ...last, left } : last);
  return slices;
}

/** All of them are of after the page's beginning, and there (protocol.ts): none is unrepeatable. */
function sliceTables(page: Page, tables: readonly TableRows[], maxRows: number): readonly Page[] {
  const { lastMid: _lastMid, outcomes: _outcomes, outcomesAfter: _after, left, ...bare } = page;
  const versions = Float64Array.from(tables.flatMap(({ rows }) => rows.map(versionOf))).sort();
  const starts = tables.map(() => 0);
  const upTo = (to: number): TableRows[] =>
    tables.map(({ rows, ...table }, index) => {
      const start = starts[index] ?? 0;
      let end = start;
      for (let row = rows[end]; row && versionOf(row) <= to; row = rows[end]) end++;
      starts[index] = end;
      return { ...table, rows: rows.slice(start, end) };
    });
  const slices: Page[] = [];
  let { from } = page;
  for (let last = maxRows - 1; last < versions.length - 1; last += maxRows) {
    const to = versions[last] ?? page.to;
    if (to <= from || to >= page.to) continue;
    const part = { ...bare, from, to, complete: false, tables: upTo(to) };
    slices.push(left && slices.length === 0 ? { ...part, left } : part);
    from = to;
  }
  const { left: _left, ...rest } = page;
  const final = { ...rest, from, tables: upTo(page.to) };
  slices.push(left && slices.length === 0 ? { ...final, left } : final);
  return slices;
}
