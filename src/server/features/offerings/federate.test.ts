import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from './federate.ts';
import type { DirectoryRow } from './federate.ts';

const rows: fc.Arbitrary<readonly DirectoryRow[]> = fc.uniqueArray(
  fc.record({
    table: fc.constantFrom('provider', 'offering'),
    id: fc.constantFrom('a', 'b', 'c'),
    fields: fc.record({ name: fc.string(), listed: fc.constant(true) }),
  }),
  { selector: ({ table, id }) => `${table}/${id}` },
);
const merged = (seen: readonly DirectoryRow[], changes: readonly DirectoryRow[]): readonly DirectoryRow[] => [
  ...new Map([...seen, ...changes].map((row) => [`${row.table}/${row.id}`, row])).values(),
];

describe('what goes to another tenant', () => {
  it('is what differs: once it is there, nothing does, and what is no longer published is withdrawn', () => {
    fc.assert(
      fc.property(rows, rows, (seen, published) => {
        const after = merged(seen, changesBetween(seen, published));
        expect(changesBetween(after, published)).toEqual([]);
        const listed = after.filter(({ fields }) => fields['listed'] === true);
        const sorted = (all: readonly DirectoryRow[]) => all.map((row) => JSON.stringify(row)).toSorted();
        expect(sorted(listed)).toEqual(sorted(published));
      }),
    );
  });
});
