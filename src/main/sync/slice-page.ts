import type { RowChange } from '#shared/sync/protocol.ts';
import type { Page } from './apply-page.ts';

/**
 * Cuts a page into pages that a centre could have sent as well, so that none holds the desk up for long: a call may
 * ring between two of them. Only the last is complete and carries outcomes.
 *
 * A slice up to `v` has every row of the page whose last change is not after `v`. Removals all go first: the change
 * that took a row out of the desk's scopes may be older than the row's version, and would not come again.
 */
export function slicePage(page: Page, maxRows: number): readonly Page[] {
  const { lastMid: _lastMid, outcomes: _outcomes, ...bare } = page;
  const removals = page.rows.filter(({ row }) => row === null);
  const rows = page.rows.filter(({ row }) => row !== null).toSorted((a, b) => a.ver - b.ver);
  const slices: Page[] = [];
  let { from } = page;
  let start = 0;
  const upTo = (end: number): RowChange[] => [...(start === 0 ? removals : []), ...rows.slice(start, end)];

  while (rows.length - start > maxRows) {
    const to = rows[start + maxRows - 1]?.ver ?? page.to;
    const end = rows.findIndex(({ ver }, index) => index > start && ver > to);
    // Beyond `to` are rows that changed again after the page's end: they belong to its last slice.
    if (to >= page.to || end === -1) break;
    // Rows that came into the desk's scopes may be older than the page.
    const next = Math.max(from, to);
    slices.push({ ...bare, from, to: next, complete: false, rows: upTo(end) });
    from = next;
    start = end;
  }
  slices.push({ ...page, from, rows: upTo(rows.length) });
  return slices;
}
