import type { Client } from 'pg';
import type { Migration } from '#server/store/migrations.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { withConnection } from './connect.ts';
import { copyIn, copyOut } from './copy.ts';
import { renewEpochs } from './epochs.ts';
import { carryOver, loadRegister, readRegister } from './erasure-register.ts';
import { damaged } from './format.ts';
import type { Manifest } from './format.ts';
import { readBackup } from './reader.ts';
import type { BackupPart } from './reader.ts';
import { copyInSql, copyOutSql, listTables, quote, SETTLED_OUTPUT } from './schema.ts';
import { Tally } from './tally.ts';
import type { OnProgress } from './tally.ts';
import { verifyBackup } from './verify.ts';

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly file: string;
  readonly passphrase: string | undefined;
  /** All that this version knows, in their order. */
  readonly migrations: readonly Migration[];
  /** Whether a centre that is there may be replaced. */
  readonly replace: boolean;
  /** Everybody signs in anew: a device or an account that was locked after the backup would else be let in again. */
  readonly endSessions: boolean;
  /** The register of erasures that is kept beside the backups; what the replaced centre knows is carried over anyway. */
  readonly erasures?: string | undefined;
  readonly newId: NewId;
  readonly onProgress?: (step: 'checking' | 'writing' | 'comparing', done: number, total: number) => void;
}

export interface RestoreSummary {
  readonly manifest: Manifest;
  readonly rows: number;
}

/**
 * Puts a backup into a database, all of it or nothing: the file is read and checked as a whole first; then tables,
 * rows, the comparison of what the database has with what the backup says, and the new epochs are one transaction,
 * whose commit is the switch. Killed at any moment before, the database is as it was.
 *
 * @throws AppError of the file (readBackup); `restore.not-empty`, `restore.in-use` {nodes}, `restore.unknown-migrations`,
 *   `restore.differs` {table}, `backup.row-security`
 */
export async function restore(options: RestoreOptions): Promise<RestoreSummary> {
  const { databaseUrl, file, passphrase, onProgress } = options;
  const manifest = await verifyBackup(file, passphrase, (done, total) =>
    onProgress?.('checking', done, total),
  );
  const migrations = chooseMigrations(manifest, options.migrations);
  const kept = options.erasures === undefined ? [] : await loadRegister(options.erasures);
  await withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(SETTLED_OUTPUT);
    await assertNoNodes(client);
    const register = [...kept, ...(await readRegister(client))];
    await makeRoom(client, options.replace);
    for (const { sql } of migrations) await client.query(sql);
    await noteMigrations(client, migrations);
    await load(client, options, manifest);
    await compare(client, manifest, (done, total) => onProgress?.('comparing', done, total));
    await carryOver(client, register);
    await renewEpochs(client, options.newId);
    if (options.endSessions) await client.query('DELETE FROM session');
    await client.query('COMMIT');
  });
  return { manifest, rows: rowsOf(manifest) };
}

function rowsOf({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** The backup's own ones and no newer: a node brings the database up to date when it starts. */
function chooseMigrations(manifest: Manifest, known: readonly Migration[]): readonly Migration[] {
  const byId = new Map(known.map((migration) => [migration.id, migration]));
  const missing = manifest.migrations.filter(({ id, sha256 }) => byId.get(id)?.sha256 !== sha256);
  if (missing.length > 0) {
    throw new AppError(
      'restore.unknown-migrations',
      `the backup is of another version, which knows ${missing.map(({ id }) => id).join(', ')}: restore it with that one`,
    );
  }
  const wanted = new Set(manifest.migrations.map(({ id }) => id));
  return known.filter(({ id }) => wanted.has(id));
}

/** Nodes would go on from what they had in memory, and their locks would hold this up for ever. */
async function assertNoNodes(client: Client): Promise<void> {
  const { rows } = await client.query<{ nodes: string }>(
    `SELECT count(*) AS nodes FROM pg_stat_activity
     WHERE datname = current_database() AND application_name IN ('rufblatt-centre', 'rufblatt-hints', 'rufblatt-signals')`,
  );
  const nodes = Number(rows[0]?.nodes);
  if (nodes > 0) throw new AppError('restore.in-use', 'stop all nodes of this database first', { nodes });
}

async function makeRoom(client: Client, replace: boolean): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
       AND (c.relname = 'schema_migration'
            OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'tenant_id' AND NOT attisdropped))`,
  );
  if (tables.length > 0) {
    const isUsed = tables.some(({ name }) => name === 'tenant') && (await hasRows(client, 'tenant'));
    if (isUsed && !replace) {
      throw new AppError('restore.not-empty', 'this database holds a centre; --replace would replace it');
    }
    await client.query(`DROP TABLE ${tables.map(({ name }) => quote(name)).join(', ')}`);
  }
  const { rows: routines } = await client.query<{ name: string }>(
    `SELECT oid::regprocedure::text AS name FROM pg_proc
     WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'rufblatt\\_%'`,
  );
  for (const { name } of routines) await client.query(`DROP ROUTINE ${name}`);
}

async function hasRows(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query(`SELECT FROM ${quote(table)} LIMIT 1`);
  return rows.length > 0;
}

async function noteMigrations(client: Client, migrations: readonly Migration[]): Promise<void> {
  await client.query(
    `CREATE TABLE schema_migration (id text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  await client.query(
    `INSERT INTO schema_migration (id, sha256) SELECT * FROM unnest($1::text[], $2::text[])`,
    [
      ['', ...migrations.map(({ id }) => id)],
      ['', ...migrations.map(({ sha256 }) => sha256)],
    ],
  );
}

async function load(
  client: Client,
  { file, passphrase, onProgress }: RestoreOptions,
  manifest: Manifest,
): Promise<void> {
  const total = rowsOf(manifest);
  const tables = await listTables(client);
  // What a migration may have put there comes out of the backup as well.
  for (const { name } of tables.toReversed()) await client.query(`DELETE FROM ${quote(name)}`);
  const parts = readBackup(file, passphrase);
  let done = 0;
  let next = await parts.next();
  while (!next.done && next.value.kind === 'table') {
    const { table } = next.value;
    const tally = new Tally();
    let after: IteratorResult<BackupPart, void> = next;
    await copyIn(
      client,
      copyInSql(table),
      (async function* rows() {
        for (
          after = await parts.next();
          !after.done && after.value.kind === 'rows';
          after = await parts.next()
        ) {
          tally.add(after.value.chunk);
          onProgress?.('writing', done + tally.rows, total);
          yield after.value.chunk;
        }
      })(),
    );
    done += tally.rows;
    next = after;
  }
  await parts.return(undefined);
  if (done !== total) throw damaged('the file was changed while it was read');
}

/** Reads everything back: what will be committed is what the backup holds. */
async function compare(client: Client, manifest: Manifest, onProgress: OnProgress): Promise<void> {
  const total = rowsOf(manifest);
  const stored = new Map((await listTables(client)).map((table) => [table.name, table]));
  let done = 0;
  for (const { name, columns, rows, bytes, sha256 } of manifest.tables) {
    const table = stored.get(name);
    if (!table) throw differs(name);
    const tally = new Tally();
    for await (const chunk of copyOut(client, copyOutSql({ ...table, columns }))) {
      tally.add(chunk);
      onProgress(done + tally.rows, total);
    }
    done += tally.rows;
    const found = tally.result();
    if (found.rows !== rows || found.bytes !== bytes || found.sha256 !== sha256) throw differs(name);
  }
}

function differs(table: string): AppError {
  return new AppError('restore.differs', `table ${table} is not what the backup says; nothing was changed`, {
    table,
  });
}
