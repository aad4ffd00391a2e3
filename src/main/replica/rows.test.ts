import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { noteTable, strokeTable } from '#test/support/notebook.ts';
import { putNewer, storedRows } from './rows.ts';
import type { StoredRow } from './rows.ts';

const rows = (most: number): fc.Arbitrary<readonly StoredRow[]> =>
  fc
    .uniqueArray(fc.record({ id: fc.nat(most), ver: fc.nat(9) }), {
      selector: ({ id }) => id,
      maxLength: most,
    })
    .map((list) =>
      list.map(({ id, ver }) => ({ id: `s${id}`, scope_id: 's', ver, note_id: 'n', by: `v${ver}` })),
    );

function stateAfter(before: readonly StoredRow[], portions: readonly (readonly StoredRow[])[]): unknown {
  const desk = createMemoryDesk();
  const wrote = desk.replica.transact(({ db }) => {
    const write = (list: readonly StoredRow[]): boolean =>
      putNewer(db, strokeTable, storedRows(strokeTable, list));
    write(before);
    return portions.map(write).includes(true);
  });
  const state = [wrote, desk.rows('SELECT * FROM stroke ORDER BY id')];
  desk.raw.close();
  return state;
}

it('many rows at once come to the same as one by one', () => {
  fc.assert(
    fc.property(rows(250), rows(250), (before, next) => {
      expect(stateAfter(before, [next])).toEqual(
        stateAfter(
          before,
          next.map((row) => [row]),
        ),
      );
    }),
    { numRuns: 15 },
  );
});

it('a whole page of the largest portion and a rest is written, newer rows stay', () => {
  const many = (count: number, ver: number): readonly StoredRow[] =>
    Array.from({ length: count }, (_, n) => ({
      id: `s${n}`,
      scope_id: 's',
      ver,
      note_id: 'n',
      by: `v${ver}`,
    }));
  expect(stateAfter(many(1_234, 2), [many(2_345, 1)])).toEqual([
    true,
    [...many(1_234, 2), ...many(2_345, 1).slice(1_234)].toSorted((a, b) =>
      String(a['id']) < String(b['id']) ? -1 : 1,
    ),
  ]);
});

it('a column that nobody has is emptied, and filled again, where many rows come', () => {
  const desk = createMemoryDesk();
  const write = (ver: number, body: (n: number) => string | null): void => {
    const rest = { scope_id: 's', ver, title: 't', size: 1, done: 0, extra: '{}' };
    const notes = Array.from({ length: 250 }, (_, n) => {
      return { id: `n${String(n).padStart(3, '0')}`, body: body(n), ...rest };
    });
    desk.replica.transact(({ db }) => putNewer(db, noteTable, storedRows(noteTable, notes)));
  };
  const nobody = (): null => null;
  const some = (n: number): string | null => (n % 100 === 99 ? `a${n}` : null);
  for (const [index, body] of [nobody, String, nobody, some, nobody].entries()) {
    write(index + 1, body);
    expect(desk.rows('SELECT body FROM note ORDER BY id')).toEqual(
      Array.from({ length: 250 }, (_, n) => ({ body: body(n) })),
    );
  }
  desk.raw.close();
});

const noteOf = fc.record({
  title: fc.constantFrom('a', 'b'),
  body: fc.constantFrom(null, 'c'),
  size: fc.constantFrom(0, 1),
  done: fc.constantFrom(0, 1),
});

it('whatever columns many rows have alike, each comes with its own values', () => {
  const desk = createMemoryDesk();
  let ver = 0;
  fc.assert(
    fc.property(noteOf, fc.array(noteOf, { minLength: 1, maxLength: 4 }), fc.nat(15), (one, some, mask) => {
      ver++;
      const notes = Array.from({ length: 230 }, (_, n) => {
        const own: StoredRow = some[n % some.length] ?? one;
        const picked = Object.keys(one).map((name, bit) => [
          name,
          ((mask >> bit) & 1 ? one : own)[name as keyof typeof one] ?? null,
        ]);
        const fields = Object.fromEntries(picked) as StoredRow;
        return { id: `n${String(n).padStart(3, '0')}`, scope_id: 's', ver, ...fields, extra: '{}' };
      });
      desk.replica.transact(({ db }) => putNewer(db, noteTable, storedRows(noteTable, notes)));
      expect(desk.rows('SELECT * FROM note ORDER BY id')).toEqual(
        notes.map((note) => expect.objectContaining(note)),
      );
    }),
    { numRuns: 60 },
  );
  desk.raw.close();
});
