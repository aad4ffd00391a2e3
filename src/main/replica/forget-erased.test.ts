import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { markOf } from '#shared/persons/erasure.ts';
import { changesOf } from '#shared/sync/table-rows.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { replicaParts } from '../replica-parts.ts';
import { readErased } from './forget-erased.ts';
import { createReplica } from './replica.ts';

const HEAD = ['id', 'scope_id', 'ver'];

it('an erasure that comes by table takes the same away as one that comes row by row', () => {
  const raw = new Database(':memory:');
  const { db, tables } = createReplica(raw, replicaParts);
  raw
    .prepare(
      `INSERT INTO party (id, scope_id, ver, kind, status, name, sort_name, note)
       VALUES (?, 's', 1, 'person', 'customer', 'Erika Brandt', 'Brandt, Erika', '')`,
    )
    .run(idOf(1));
  const coming: TableRows[] = [
    {
      tbl: 'erasure',
      columns: [...HEAD, 'marks', 'reason', 'erased_by', 'erased_at'],
      rows: [[idOf(9), 's', 2, [markOf(idOf(1))], 'request', 'u', 1]],
    },
    { tbl: 'party', columns: [...HEAD, 'name'], rows: [[idOf(1), 's', 3, '']] },
  ];
  const erased = readErased(db, tables, [], coming);
  expect(erased).toEqual(readErased(db, tables, changesOf(coming)));
  expect(erased?.marks).toEqual(new Set([markOf(idOf(1))]));
  expect(erased?.texts).toContain('Erika Brandt');
  expect(readErased(db, tables, [], coming.slice(1))).toBe(undefined);
  raw.close();
});
