import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE_MIGRATIONS } from '#server/store/migrations.ts';
import { linkTable } from '#shared/links/links.ts';
import { entityToSqlite, schemaToSqlite } from './dialect.ts';
import { tables } from './model.ts';

/** The centre's own tables that the sync reads and writes. */
export const CORE_TABLES = new Set([
  'tenant_clock',
  'change_log',
  'field_history',
  'sync_client',
  'mutation_result',
  'audit_log',
  'snapshot',
  'snapshot_chunk',
  'session',
  'login_failure',
  // Nobody is erased in the simulated world, but every push asks.
  'erasure_mark',
]);
export const ENTITIES = [linkTable, ...tables];
export const ENTITY_MAP = new Map(ENTITIES.map((table) => [table.name, table]));

let template: Buffer | undefined;

/** Empty, with these tenants in it. */
export function createCentreDatabase(tenants: readonly string[], epoch: string): Database.Database {
  template ??= buildSchema();
  const raw = new Database(template);
  let ids = 0;
  raw.function('gen_random_uuid', () => `id-${String(++ids)}`);
  const insert = raw.prepare(
    'INSERT INTO tenant_clock (tenant_id, epoch, ver, floor_ver) VALUES (?, ?, 0, 0)',
  );
  for (const tenant of tenants) insert.run(tenant, epoch);
  return raw;
}

/** The centre's own migrations, so that a column added there is here as well. */
function buildSchema(): Buffer {
  const raw = new Database(':memory:');
  raw.pragma('foreign_keys = OFF');
  const folder = fileURLToPath(CORE_MIGRATIONS);
  for (const name of readdirSync(folder).toSorted()) {
    for (const sql of schemaToSqlite(readFileSync(join(folder, name), 'utf8'), CORE_TABLES)) raw.exec(sql);
  }
  for (const table of ENTITIES) raw.exec(entityToSqlite(table));
  raw.exec('CREATE INDEX log_by_row ON change_log (tenant_id, tbl, pk)');
  return raw.serialize();
}
