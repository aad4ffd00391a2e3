import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { linkTable } from '#shared/links/links.ts';
import { coreLocalTables, OUTBOX } from './replica/core-migrations.ts';
import { replicaSchema } from './replica/replica-schema.ts';
import { features } from './features.ts';
import { replicaParts } from './replica-parts.ts';

/** Made anew from the other tables, or the replica's own bookkeeping: nothing of it is carried over. */
const MADE_ANEW = ['migration', 'sync_state', 'shadow', 'phone', 'erasure_seen', 'sqlite_sequence'];

/** Tables behind a full text index, and the index. */
const isOfSearch = (name: string, searches: readonly string[]): boolean =>
  searches.some((search) => name === search || name.startsWith(`${search}_`));

it('knows of every table of the replica whether a snapshot brings it, it is carried over, or it is made anew', () => {
  const db = new Database(':memory:');
  for (const statement of replicaSchema(replicaParts).statements) db.exec(statement);
  const tables = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    .all();
  const searches = tables.flatMap(({ name, sql }) =>
    /^CREATE VIRTUAL TABLE/i.test(sql ?? '') ? [name] : [],
  );
  const known = new Set([
    ...[linkTable, ...replicaParts.tables].map(({ name }) => name),
    ...[OUTBOX, ...coreLocalTables, ...replicaParts.localTables],
    ...MADE_ANEW,
    ...features.flatMap(({ derivedTables = [] }) => derivedTables),
  ]);
  const forgotten = tables
    .map(({ name }) => name)
    .filter((name) => !known.has(name) && !isOfSearch(name, searches));
  expect(forgotten).toEqual([]);
  db.close();
});

it('has a schema key that tells versions apart', () => {
  const { key } = replicaSchema(replicaParts);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(replicaSchema(replicaParts).key).toBe(key);
  const more = [...replicaParts.migrations, { id: '2026-12-31-more', sql: 'SELECT 1' }];
  expect(replicaSchema({ ...replicaParts, migrations: more }).key).not.toBe(key);
});
