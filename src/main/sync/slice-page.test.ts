import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { applyPage } from './apply-page.ts';
import type { Page } from './apply-page.ts';
import { slicePage } from './slice-page.ts';

/** Pages as a centre sends them: each row once, some removed, some changed again after the page's end. */
const pages: fc.Arbitrary<Page> = fc
  .record({
    from: fc.nat(20),
    length: fc.nat(40),
    complete: fc.boolean(),
    rows: fc.uniqueArray(fc.record({ id: fc.nat(60), ver: fc.nat(80), isRemoved: fc.boolean() }), {
      selector: ({ id }) => id,
    }),
  })
  .map(({ from, length, complete, rows }) => ({
    kind: 'page',
    epoch: 'e1',
    from,
    to: from + length,
    complete,
    head: from + length,
    rows: rows.map(({ id, ver, isRemoved }) => ({
      tbl: 'stroke',
      pk: `s${id}`,
      ver: ver + 1,
      row: isRemoved ? null : { scope_id: 'scope', note_id: 'n1', by: `v${ver}` },
    })),
    ...(complete ? { lastMid: 0, outcomes: [] } : {}),
  }));

const stateAfter = (parts: readonly Page[], from: number): unknown => {
  const desk = createMemoryDesk();
  desk.raw.exec(`UPDATE sync_state SET cursor = ${from}, epoch = 'e1'`);
  for (const part of parts) expect(applyPage(desk, part)).toBe('applied');
  return [desk.rows('SELECT * FROM stroke ORDER BY id'), desk.rows('SELECT cursor, as_of FROM sync_state')];
};

describe('slices of a page', () => {
  it('come to the same as the page', () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 8 }), (page, maxRows) => {
        expect(stateAfter(slicePage(page, maxRows), page.from)).toEqual(stateAfter([page], page.from));
      }),
    );
  });

  it('can each be the last that arrives: whatever is missing has changed after its end', () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 8 }), (page, maxRows) => {
        const slices = slicePage(page, maxRows);
        expect(slices.flatMap(({ rows }) => rows).length).toBe(page.rows.length);
        slices.forEach((slice, index) => {
          const isLast = index === slices.length - 1;
          expect(slice.from).toBe(index === 0 ? page.from : slices[index - 1]?.to);
          expect(isLast ? slice.complete : !slice.complete).toBe(isLast ? page.complete : true);
          expect(slice.lastMid === undefined).toBe(!isLast || !page.complete);
          if (isLast) return;
          const later = slices.slice(index + 1).flatMap(({ rows }) => rows);
          for (const { row, ver } of later) expect(row !== null && ver > slice.to).toBe(true);
        });
      }),
    );
  });
});
