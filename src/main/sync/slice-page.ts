import type { RowChange } from '#shared/sync/protocol.ts';
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
