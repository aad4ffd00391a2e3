import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { applyPage } from './apply-page.ts';
import type { Page } from './apply-page.ts';

type Fields = Readonly<Record<string, unknown>>;

const HEAD = ['id', 'scope_id', 'ver'] as const;
/** A centre of another age: without `extra`, with a column that is not known here. */
const OTHER_FIELDS = ['title', 'body', 'size', 'done', 'colour'] as const;
const FIELDS = ['title', 'body', 'size', 'done', 'extra'] as const;

const idOf = (n: number): string => `n${String(n).padStart(4, '0')}`;
const pageOf = (part: Partial<Page>): Page => {
  const to = part.to ?? 0;
  return { kind: 'page', epoch: 'e1', from: 0, to, complete: true, head: to, rows: [], ...part };
};
const valuesOf = (fields: Fields, names: readonly string[]): unknown[] =>
  names.map((name) => fields[name] ?? null);

const byTable = (notes: readonly Fields[], names: readonly string[]): Page => {
  const rows = notes.map((fields, n) => [idOf(n), 's', n + 1, ...valuesOf(fields, names)]);
  return pageOf({ to: notes.length, tables: [{ tbl: 'note', columns: [...HEAD, ...names], rows }] });
};
const oneByOne = (notes: readonly Fields[], names: readonly string[], first = 0): Page => {
  const rows = notes.map((fields, index) => {
    const [pk, ver] = [idOf(first + index), first + index + 1];
    const own = Object.fromEntries(names.map((name, at) => [name, valuesOf(fields, names)[at]]));
    return { tbl: 'note', pk, ver, row: { id: pk, scope_id: 's', ver, ...own } };
  });
  return pageOf({ from: first, to: first + notes.length, rows });
};

function notesAfter(pages: readonly Page[]): readonly unknown[] {
  const desk = createMemoryDesk();
  for (const page of pages) expect(applyPage(desk, page)).toBe('applied');
  const notes = desk.rows('SELECT * FROM note ORDER BY id');
  desk.raw.close();
  return notes;
}

/** What is the same and what only looks it. */
const SAME = { a: 1 };
const noteOf = fc.record({
  title: fc.constantFrom('a', 'A', 'ä', 'a\u0308'),
  body: fc.constantFrom(null, '', 'null', '1'),
  size: fc.constantFrom(0, -0, 1, Number.MAX_SAFE_INTEGER),
  done: fc.constantFrom<unknown>(true, 1, false, 0),
  extra: fc.constantFrom<unknown>(SAME, { a: 1 }, {}, []),
  colour: fc.constantFrom<unknown>('red', 7, null),
});

describe('rows as the centre sends them', () => {
  it('are stored alike in whichever form, all at once or each by itself', () => {
    const some = fc.array(noteOf, { minLength: 1, maxLength: 3 });
    const names = fc.constantFrom<readonly string[]>(FIELDS, OTHER_FIELDS);
    fc.assert(
      fc.property(some, noteOf, fc.constantFrom(100, 219), names, (those, odd, at, sent) => {
        // One of its own among many that repeat: in a portion of many rows, or at the end of one.
        const notes = Array.from({ length: 225 }, (_, n) =>
          n === at ? odd : (those[n % those.length] ?? odd),
        );
        const expected = notesAfter(notes.map((note, n) => oneByOne([note], sent, n)));
        expect(notesAfter([byTable(notes, sent)])).toEqual(expected);
        expect(notesAfter([oneByOne(notes, sent)])).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  const note = { title: 't', body: null, size: 1, done: false, extra: {} };
  const COUNT = 1_215;
  const places = [0, 50, 999, 1_000, 1_150, COUNT - 1];

  it.each<readonly [column: string, value: unknown]>([
    ['title', null],
    ['size', 2 ** 53],
    ['size', Number.NaN],
    ['done', 2],
    ['done', 'false'],
    ['extra', '{}'],
    ['body', 'a\0'],
  ])('leave everything as it was where one of many does not fit: %s', (column, value) => {
    const desk = createMemoryDesk();
    applyPage(desk, pageOf({ to: 1, rows: oneByOne([{ ...note, title: 'before' }], FIELDS).rows }));
    desk.runner.run('note.title', { id: idOf(0), title: 'mine' });
    const state = (): unknown => [
      readSyncState(desk.replica.db),
      desk.rows('SELECT * FROM note'),
      desk.rows('SELECT * FROM outbox'),
    ];
    const before = state();
    const heard: string[] = [];
    desk.replica.onChanged((tables) => heard.push(...tables));
    for (const place of places) {
      const notes = Array.from({ length: COUNT }, (_, n) =>
        n === place ? { ...note, [column]: value } : note,
      );
      for (const { rows, tables } of [byTable(notes, FIELDS), oneByOne(notes, FIELDS)]) {
        const page = pageOf({ from: 1, to: COUNT, rows, ...(tables && { tables }) });
        expect(() => applyPage(desk, page)).toThrow(
          expect.objectContaining({ code: 'sync.bad-row', params: { table: 'note', column } }),
        );
        expect(state()).toEqual(before);
      }
    }
    expect(heard).toEqual([]);
    desk.raw.close();
  });

  it('say so as well where none of them fits', () => {
    const desk = createMemoryDesk();
    const page = byTable(
      Array.from({ length: 250 }, () => ({ ...note, done: 'no' })),
      FIELDS,
    );
    expect(() => applyPage(desk, page)).toThrow(
      expect.objectContaining({ code: 'sync.bad-row', params: { table: 'note', column: 'done' } }),
    );
    expect(desk.rows('SELECT * FROM note')).toEqual([]);
    desk.raw.close();
  });
});
