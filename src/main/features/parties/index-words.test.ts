import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { partyTable } from '#shared/features/parties/model.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { deleteStored, putStored } from '../../replica/rows.ts';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => desk.close());

/** Letters with and without something to fold, in and beyond one byte. */
const text = fc.string({
  unit: fc.constantFrom(...'aZ09 -', 'ü', 'é', 'ß', 'ẞ', 'ı', 'ø', 'Ø', 'đ', 'Ł', 'æ', 'Œ', 'ж', '😀'),
  maxLength: 12,
});

const words = (): readonly unknown[] =>
  desk.replica.db.prepare('SELECT term, doc, cnt FROM party_word ORDER BY term').raw().all();

const put = (name: string, city: string | null, ver: number): void =>
  desk.replica.transact(({ db }) => {
    const rest = { kind: 'person', status: 'customer', sort_name: name, note: '' };
    putStored(db, partyTable, { id: 'p', scope_id: 's', ver, name, city, ...rest });
  });
const remove = (): void => desk.replica.transact(({ db }) => deleteStored(db, partyTable, 'p'));

it('the words of a row are the same whether it came or was changed, and go with it', () => {
  fc.assert(
    fc.property(text, fc.option(text), (name, city) => {
      put(name, city, 1);
      const come = words();
      remove();
      expect(words()).toEqual([]);
      put('other', 'other', 1);
      put(name, city, 2);
      expect(words()).toEqual(come);
      remove();
    }),
    { numRuns: 150 },
  );
});
