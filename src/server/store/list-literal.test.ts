import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listLiteral } from './list-literal.ts';

/** Reads a list as PostgreSQL does (array_in). */
function read(literal: string): readonly (string | null)[] {
  const found: (string | null)[] = [];
  for (let at = 1; at < literal.length - 1; at += 1) {
    let text = '';
    const isQuoted = literal[at] === '"';
    if (isQuoted) {
      for (at += 1; literal[at] !== '"'; at += 1) {
        if (literal[at] === '\\') at += 1;
        text += literal[at] ?? '';
      }
      at += 1;
    } else for (; at < literal.length - 1 && literal[at] !== ','; at += 1) text += literal[at] ?? '';
    found.push(!isQuoted && text === 'NULL' ? null : text);
  }
  return found;
}

it('is read again as what it was made of, whatever stands in it', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('', 'NULL', '"', '\\', '{}', ',', ' a ', '\n', '\\"'),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(read(listLiteral(values) ?? '')).toEqual(
        values.map((each) => (each === null ? null : String(each))),
      );
    }),
  );
});

it('leaves to the driver what it does not know', () => {
  for (const other of [['a'], new Uint8Array(1), new Date(0), {}, 1n, Symbol.iterator])
    expect(listLiteral(['a', other])).toBeUndefined();
});
