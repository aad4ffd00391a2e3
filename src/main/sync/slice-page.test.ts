import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { applyPage } from './apply-page.ts';
import type { Page } from './apply-page.ts';
import { changesOf } from '#shared/sync/table-rows.ts';
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

/** Pages by table: living rows of after the page's beginning, each version once. */
const byTable: fc.Arbitrary<Page> = fc
  .record({
    from: fc.nat(20),
    complete: fc.boolean(),
    rows: fc.uniqueArray(fc.record({ ver: fc.nat(40), isStroke: fc.boolean() }), {
      selector: ({ ver }) => ver,
    }),
    rest: fc.array(fc.nat(60), { maxLength: 3 }),
  })
  .map(({ from, complete, rows, rest }) => {
    const vers = (isStroke: boolean): readonly number[] =>
      rows
        .filter((row) => row.isStroke === isStroke)
        .map(({ ver }) => from + 1 + ver)
        .toSorted((a, b) => a - b);
    const head = ['id', 'scope_id', 'ver'];
    return {
      ...{ kind: 'page', epoch: 'e1', from, to: from + 50, complete, head: from + 50 },
      rows: rest.map((id) => ({ tbl: 'stroke', pk: `r${id}`, ver: from, row: null })),
      tables: [
        {
          ...{ tbl: 'stroke', columns: [...head, 'by', 'note_id'] },
          rows: vers(true).map((ver) => [`s${ver}`, 'scope', ver, `v${ver}`, 'n1']),
        },
        // `size` is left out, as an older centre does; `later` is of a newer one.
        {
          ...{ tbl: 'note', columns: [...head, 'later', 'title'] },
          rows: vers(false).map((ver) => [`n${ver}`, 'scope', ver, {}, `t${ver}`]),
        },
        { tbl: 'unheard_of', columns: head, rows: [['u', 'scope', from + 50]] },
      ],
      ...(complete ? { lastMid: 0, outcomes: [] } : {}),
    };
  });

const withNotes = (parts: readonly Page[], from: number): unknown => {
  const desk = createMemoryDesk();
  desk.raw.exec(`UPDATE sync_state SET cursor = ${from}, epoch = 'e1'`);
  for (const part of parts) expect(applyPage(desk, part)).toBe('applied');
  return [
    'SELECT * FROM stroke ORDER BY id',
    'SELECT * FROM note ORDER BY id',
    'SELECT cursor FROM sync_state',
  ].map((sql) => desk.rows(sql));
};

describe('a page by table', () => {
  it('comes to the same as its rows one by one, in one go and in slices', () => {
    fc.assert(
      fc.property(byTable, fc.integer({ min: 1, max: 8 }), (page, maxRows) => {
        const { tables = [], ...others } = page;
        const expected = withNotes([{ ...others, rows: [...page.rows, ...changesOf(tables)] }], page.from);
        expect(withNotes([page], page.from)).toEqual(expected);
        expect(withNotes(slicePage(page, maxRows), page.from)).toEqual(expected);
      }),
    );
  });

  it('is cut into slices of so many rows at most, each of versions of its own', () => {
    fc.assert(
      fc.property(byTable, fc.integer({ min: 1, max: 8 }), (mixed, maxRows) => {
        const page = { ...mixed, rows: [] };
        const slices = slicePage(page, maxRows);
        const rows = slices.map(({ tables = [] }) => changesOf(tables));
        expect(rows.flat().length).toBe(changesOf(page.tables ?? []).length);
        slices.forEach((slice, index) => {
          expect(slice.from).toBe(index === 0 ? page.from : slices[index - 1]?.to);
          expect(rows[index]?.length).toBeLessThanOrEqual(maxRows);
          for (const { ver } of rows[index] ?? []) expect(ver > slice.from && ver <= slice.to).toBe(true);
          expect(slice.complete).toBe(index === slices.length - 1 && page.complete);
        });
        expect(slices.at(-1)?.to).toBe(page.to);
      }),
    );
  });
});
