import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StoredRow } from './entity-rows.ts';
import { keyOf, PageInMaking } from './page.ts';
import type { LogEntry } from './page.ts';

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('\u0007\u0007\u0007', '"\\', '€€', '😀', '\ud800'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 3 }),
);

it('is as full as its limit lets it be, told by the bytes on the wire, for whatever rows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value), { maxLength: 12 }),
      fc.integer({ min: 1, max: 3_000 }),
      (rows, bytes) => {
        const entries = rows.map((_, i): LogEntry => ({
          ...{ ver: i + 1, tbl: 'party', pk: `p${i}`, scopeBefore: null, scopeAfter: 'a' },
        }));
        const stored = new Map(
          rows.map((row, i): [string, StoredRow] => [
            keyOf({ tbl: 'party', pk: `p${i}` }),
            { row: { ...row, id: `p${i}`, scope_id: 'a', ver: i + 1 } as StoredRow['row'], deleted: false },
          ]),
        );
        const limits = { rows: 1_000, bytes };
        const page = new PageInMaking({ from: 0, head: 100, tables: [], scopeIds: ['a'], limits }, entries);
        page.add(entries, stored);
        const made = page.finish();
        const lengths = entries.map(({ pk, ver }) =>
          Buffer.byteLength(
            JSON.stringify({ tbl: 'party', pk, ver, row: stored.get(keyOf({ tbl: 'party', pk }))?.row }),
          ),
        );
        let sum = 0;
        const first = lengths.findIndex((length, i) => (sum += length) > bytes && i > 0);
        const fits = first === -1 ? rows.length : first;
        expect(made.rows).toHaveLength(fits);
        expect(made).toMatchObject(
          fits === rows.length ? { to: 100, complete: true } : { to: fits, complete: false },
        );
      },
    ),
  );
});
