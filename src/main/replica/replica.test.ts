import { describe, expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { notebookMigrations } from '#test/support/notebook.ts';
import { defineTable, text } from '#shared/rows/table.ts';
import { assertSchema } from './assert-schema.ts';
import { migrate } from './migrate.ts';
import { createReplica } from './replica.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

const saveDraft = 'INSERT INTO note_draft VALUES (?, ?)';

describe('a replica', () => {
  it('tells of a commit after it, with the tables touched; of a rollback nothing', () => {
    const { replica, rows } = createMemoryDesk();
    const heard: unknown[] = [];
    replica.onChanged((tables) => heard.push([...tables], rows('SELECT id FROM note_draft')));
    replica.write(['note_draft'], (db) => db.prepare(saveDraft).run('d1', 'text'));
    expect(heard).toEqual([['note_draft'], [{ id: 'd1' }]]);
    const failing = () =>
      replica.write(['note_draft'], (db) => {
        db.prepare(saveDraft).run('d2', 'text');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(heard).toHaveLength(2);
    expect(rows('SELECT id FROM note_draft')).toEqual([{ id: 'd1' }]);
  });

  it('lets nobody write shared rows but commands, and readers not at all', () => {
    const { replica } = createMemoryDesk();
    expect(() => replica.write(['note'], () => {})).toThrow('shared rows change by commands alone');
    expect(() => replica.db.prepare('DELETE FROM note_draft')).toThrow('a reader may not write');
  });

  it('waits for the disk again after what may be fetched again, however that ended', () => {
    const { replica, raw } = createMemoryDesk();
    const level = (): unknown => raw.pragma('synchronous', { simple: true });
    const [FULL, NORMAL] = [2, 1];
    raw.pragma('synchronous = FULL');
    expect(replica.transact(level, { isRepeatable: true })).toBe(NORMAL);
    expect(level()).toBe(FULL);
    const failing = () => {
      throw new Error('no');
    };
    expect(() => replica.transact(failing, { isRepeatable: true })).toThrow('no');
    expect(level()).toBe(FULL);
    expect(replica.transact(level)).toBe(FULL);
  });

  it('does not nest transactions', () => {
    const { replica } = createMemoryDesk();
    const nested = () => replica.write(['note_draft'], () => replica.write(['note_draft'], () => {}));
    expect(nested).toThrow('open already');
  });

  it('caches statements without sharing their modes', () => {
    const { replica } = createMemoryDesk();
    const sql = 'SELECT 1 AS one';
    const statement = replica.db.prepare(sql);
    expect(replica.db.prepare(sql)).toBe(statement);
    expect(replica.db.prepare(sql).pluck().get()).toBe(1);
    expect(statement.get()).toEqual({ one: 1 });
    expect(replica.db.prepare(sql).get()).toEqual({ one: 1 });
  });

  it('finds by index what is looked up all the time', () => {
    const { rows } = createMemoryDesk();
    const planOf = (sql: string): string =>
      (rows(`EXPLAIN QUERY PLAN ${sql}`) as { detail: string }[]).map(({ detail }) => detail).join('; ');
    expect(planOf('SELECT * FROM outbox WHERE mid > 5 ORDER BY mid LIMIT 100')).toBe(
      'SEARCH outbox USING INTEGER PRIMARY KEY (rowid>?)',
    );
    expect(planOf("SELECT ref_id FROM phone WHERE digits = '4922147101' AND kind = 0")).toBe(
      'SEARCH phone USING PRIMARY KEY (digits=? AND kind=?)',
    );
    expect(planOf("SELECT row FROM shadow WHERE tbl = 'note' AND pk = 'n1'")).toBe(
      'SEARCH shadow USING PRIMARY KEY (tbl=? AND pk=?)',
    );
    expect(planOf('SELECT count(*) FROM rejected_command WHERE seen_at IS NULL')).toContain(
      'rejected_command_unseen',
    );
    expect(planOf('SELECT count(*) FROM conflict_inbox WHERE seen_at IS NULL')).toContain(
      'conflict_inbox_unseen',
    );
    expect(planOf("SELECT to_id FROM link WHERE from_id = 'a' AND from_type = 'ticket'")).toContain(
      'link_by_from',
    );
  });
});

describe('migrate', () => {
  it('refuses ids that are malformed or twice there, and one that ends the transaction', () => {
    const { raw } = createMemoryDesk();
    expect(() => migrate(raw, [{ id: 'tickets', sql: '' }])).toThrow("not a migration's id");
    const twice = { id: '2026-11-21-x', sql: '' };
    expect(() => migrate(raw, [twice, twice])).toThrow('two migrations are named');
    const ending = { id: '2026-12-01-x', sql: 'COMMIT' };
    const { raw: fresh } = createMemoryDesk();
    fresh.exec('DELETE FROM migration');
    expect(() => migrate(fresh, [ending])).toThrow('must not end the transaction');
  });

  it('runs a feature that came later, though its day is earlier', () => {
    const { raw } = createMemoryDesk();
    const late = { id: '2026-11-20-late', sql: 'CREATE TABLE late (id TEXT)' };
    raw.exec("DELETE FROM migration WHERE id LIKE '%-core%'");
    expect(migrate(raw, [...notebookMigrations, late])).toEqual(['2026-11-20-late']);
  });
});

describe('a version that knows more', () => {
  it('pulls everything anew, once, and shows meanwhile what is there', () => {
    const { raw, replica, rows } = createMemoryDesk();
    replica.transact(({ db }) => {
      db.exec("INSERT INTO stroke VALUES ('s1', 'scope', 7, 'n1', 'x')");
      patchSyncState(db, { cursor: 7, epoch: 'e1' });
    });
    createMemoryDesk({ raw });
    expect(readSyncState(replica.db)).toMatchObject({ cursor: 7, resetting: 0 });

    const colourTable = defineTable('colour', { name: text() });
    const sql =
      'CREATE TABLE colour (id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL, name TEXT NOT NULL)';
    const parts = {
      migrations: [...notebookMigrations, { id: '2026-12-01-colour', sql }],
      tables: [...replica.tables.values(), colourTable],
      localTables: [],
    };
    const upgraded = createReplica(raw, parts);
    expect(readSyncState(upgraded.db)).toMatchObject({ cursor: 0, epoch: 'e1', resetting: 1 });
    expect(rows('SELECT id, ver FROM stroke')).toEqual([{ id: 's1', ver: 0 }]);
  });
});

describe('assertSchema', () => {
  it('accepts what the features say', () => {
    const { replica } = createMemoryDesk();
    expect(() => assertSchema(replica.db, replica.tables.values())).not.toThrow();
  });

  it('names every difference', () => {
    const { raw, replica } = createMemoryDesk();
    raw.exec(`
      CREATE TABLE car (id TEXT PRIMARY KEY, ver INTEGER NOT NULL, plate INTEGER, wheels INTEGER NOT NULL,
                        stroke_id TEXT REFERENCES stroke (id))`);
    const tables = [defineTable('car', { plate: text(), colour: text() }), defineTable('bus', {})];
    const faults = [
      'car.plate: is INTEGER, should be TEXT NOT NULL',
      'car.wheels: is INTEGER NOT NULL, should not be',
      'car.stroke_id: is TEXT, should not be',
      'car.scope_id: is missing, should be TEXT NOT NULL',
      'car.colour: is missing, should be TEXT NOT NULL',
      'car: has a foreign key',
      'bus: no such table',
    ];
    expect(() => assertSchema(replica.db, tables)).toThrow(
      `the replica's schema differs:\n${faults.join('\n')}`,
    );
  });
});
