import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowKeys, rowKeys } from './row-keys.ts';

const lists = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 }), { minLength: 1 });

describe('keys of rows', () => {
  it('are lent on by whoever goes, in the order of the list', () => {
    const before = rowKeys(new Map(), ['a', 'b', 'c'], { isLent: true });
    expect([...before]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    expect([...rowKeys(before, ['x', 'b', 'y', 'z'], { isLent: true })]).toEqual([
      ['x', 0],
      ['b', 1],
      ['y', 2],
      ['z', 3],
    ]);
  });

  it('are nobody else’s while one of them must not become another', () => {
    const before = rowKeys(new Map(), ['a', 'b'], { isLent: true });
    expect([...rowKeys(before, ['b', 'x'], { isLent: false })]).toEqual([
      ['b', 1],
      ['x', 2],
    ]);
  });

  it('are each one row’s, stay with who stays, and are the same for the same rows', () => {
    fc.assert(
      fc.property(lists, fc.boolean(), (typed, isLent) => {
        const keysOf = createRowKeys();
        let before: ReadonlyMap<string, number> = new Map();
        for (const ids of typed) {
          const keys = keysOf(ids, isLent);
          expect([...keys.keys()]).toEqual(ids);
          expect(new Set(keys.values()).size).toBe(ids.length);
          for (const [id, key] of before) if (keys.has(id)) expect(keys.get(id)).toBe(key);
          const gone = [...before].filter(([id]) => !keys.has(id)).map(([, key]) => key);
          if (!isLent) for (const key of gone) expect([...keys.values()]).not.toContain(key);
          expect(keysOf(ids, isLent)).toEqual(keys);
          before = keys;
        }
      }),
    );
  });
});
