import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { createReplica } from '#main/replica/replica.ts';
import type { Replica } from '#main/replica/replica.ts';
import { putNewer, storedRows } from '#main/replica/rows.ts';
import type { StoredRow } from '#main/replica/rows.ts';
import { replicaParts } from '#main/replica-parts.ts';
import type { Table } from '#shared/rows/table.ts';

/*
 * A page of the sync sets every column of a row, for it does not know which have changed. What a feature derives from a
 * row – the search, the index of numbers, marks for what looks at changes – is made anew where what it is made of has
 * changed, or a hundred thousand changes of a note would be a hundred thousand names indexed again.
 */

let raw: Database.Database;
let replica: Replica;
beforeEach(() => {
  raw = new Database(':memory:');
  replica = createReplica(raw, replicaParts);
  // Everything has been looked at once: from here on what changes is marked.
  raw.exec(`UPDATE duplicate_walk SET reached = 1000000`);
});
afterEach(() => raw.close());

/** A row with something in every column. */
function full(table: Table, ver: number): StoredRow {
  const value = (kind: string, name: string): string | number => {
    if (kind === 'text') return name === 'state' || name === 'kind' ? 'phone' : `49${name.length}171`;
    return kind === 'json' ? '{}' : 1;
  };
  const columns = Object.entries(table.columns).map(([name, { kind }]) => [name, value(kind, name)] as const);
  return { ...Object.fromEntries(columns), id: 'r1', scope_id: 's', ver };
}

const put = (table: Table, row: StoredRow): void =>
  replica.transact(({ db }) => void putNewer(db, table, storedRows(table, [row])));

/** Rows written by the statement and all it set off. */
function written(table: Table, row: StoredRow): number {
  const before = total();
  put(table, row);
  return total() - before;
}

const total = (): number => raw.prepare<[], number>('SELECT total_changes()').pluck().get() ?? Number.NaN;

const tableOf = (name: string): Table => {
  const table = replica.tables.get(name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
};

describe('a row that comes again as it is, in a newer version', () => {
  it('is one row written, in every table', () => {
    for (const table of replica.tables.values()) {
      put(table, full(table, 1));
      expect(written(table, full(table, 2)), table.name).toBe(1);
    }
    expect(replica.tables.size).toBeGreaterThan(10);
  });

  it.each([
    ['party', 'name'],
    ['party', 'city'],
    ['contact_point', 'digits'],
    ['contact_point', 'state'],
    ['staff', 'extension'],
  ])('is more where what others are made of has changed: %s.%s', (name, column) => {
    const table = tableOf(name);
    put(tableOf('party'), full(tableOf('party'), 1));
    put(table, full(table, 1));
    expect(written(table, { ...full(table, 2), [column]: 'other' })).toBeGreaterThan(1);
  });

  it('leaves the words that are looked for alone: the index is not written', () => {
    const party = tableOf('party');
    const pages = (): unknown =>
      raw.prepare('SELECT count(*), max(id), sum(length(block)) FROM party_search_data').get();
    put(party, full(party, 1));
    const before = pages();
    put(party, { ...full(party, 2), note: 'another' });
    expect(pages()).toEqual(before);
    put(party, { ...full(party, 3), name: 'another' });
    expect(pages()).not.toEqual(before);
  });
});
