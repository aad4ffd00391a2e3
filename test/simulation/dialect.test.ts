import { describe, expect, it } from 'vitest';
import { countedRemoval, schemaToSqlite, toSqlite } from './dialect.ts';

describe('the dialect', () => {
  it('says in SQLite what the centre says in PostgreSQL', () => {
    expect(toSqlite('SELECT ver FROM t WHERE tenant_id = $1 AND pk = ANY($2) FOR UPDATE')).toBe(
      'SELECT ver FROM t WHERE tenant_id = @p1 AND pk IN (SELECT value FROM json_each(@p2))',
    );
    expect(toSqlite('INSERT INTO t (a, b, c) SELECT $1, * FROM unnest($2::bigint[], $3::text[])')).toBe(
      'INSERT INTO t (a, b, c) SELECT @p1, (@p2 ->> one.key), (@p3 ->> one.key) FROM json_each(@p2) one',
    );
  });

  it('refuses what it has no word for', () => {
    expect(() => toSqlite('SELECT array_agg(x) FROM t')).toThrow('does not know array_agg');
    expect(() => toSqlite('SELECT DISTINCT ON (x) y FROM t')).toThrow('does not know DISTINCT ON');
  });

  it('takes over the tables that are asked for, without what is PostgreSQL’s alone', () => {
    const migration = `
      -- A comment; with a semicolon.
      CREATE TABLE kept (tenant_id uuid NOT NULL REFERENCES tenant, detail json, at text COLLATE "C",
        FOREIGN KEY (tenant_id) REFERENCES account) WITH (fillfactor = 10);
      SELECT rufblatt_tenant_table('kept', 'SELECT');
      CREATE TABLE other (id text);
      ALTER TABLE kept ADD COLUMN more bigint;`;
    const [create, alter, ...rest] = schemaToSqlite(migration, new Set(['kept']));
    expect(create?.replaceAll(/\s+/g, ' ')).toBe(
      'CREATE TABLE kept (tenant_id uuid NOT NULL, detail json text, at text)',
    );
    expect([alter, rest]).toEqual(['ALTER TABLE kept ADD COLUMN more bigint', []]);
  });
});

it('a removal whose rows are counted is told apart', () => {
  const removal =
    'WITH removed AS (DELETE FROM t WHERE id = $1 RETURNING 1) SELECT count(*) AS count FROM removed';
  expect(countedRemoval(removal)).toBe('DELETE FROM t WHERE id = $1');
  expect(countedRemoval('DELETE FROM t WHERE id = $1')).toBeUndefined();
});
