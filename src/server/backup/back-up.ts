import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Client } from 'pg';
import { AppError } from '#shared/kernel/app-error.ts';
import { withConnection } from './connect.ts';
import { copyOut } from './copy.ts';
import type { Manifest } from './format.ts';
import { copyOutSql, listTables, quote, SETTLED_OUTPUT } from './schema.ts';
import type { StoredTable } from './schema.ts';
import { Tally } from './tally.ts';
import type { OnProgress } from './tally.ts';
import { createBackupWriter } from './writer.ts';
import type { BackupWriter } from './writer.ts';

const pack = promisify(gzip);
const SPEED = 3;

export interface BackupOptions {
  readonly databaseUrl: string;
  /** A folder that exists (the file is then named after the time), or the file. */
  readonly out: string;
  readonly passphrase: string | undefined;
  readonly now: number;
  readonly onProgress?: OnProgress;
}

export interface BackupSummary {
  readonly file: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/**
 * Writes all tenants, as they are at one moment, into one file; nodes may go on working meanwhile.
 *
 * @throws AppError `backup.exists`, `backup.no-centre`, `backup.row-security`; errors of the disk and the database: no
 *   file is left then.
 */
export async function backUp({
  databaseUrl,
  out,
  passphrase,
  now,
  onProgress,
}: BackupOptions): Promise<BackupSummary> {
  const file = await nameOf(out, now);
  return withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(SETTLED_OUTPUT);
    const migrations = await readMigrationsOf(client);
    const tables = await listTables(client);
    const writer = await createBackupWriter({ file, createdAt: now, passphrase });
    try {
      const written = await writeTables({ client, tables, writer, onProgress });
      const manifest = { migrations, tables: written, tenants: await readTenants(client) };
      await writer.write('M', Buffer.from(JSON.stringify(manifest)));
      const bytes = await writer.finish();
      return { file, bytes, manifest };
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  });
}

async function nameOf(out: string, now: number): Promise<string> {
  const found = await stat(out).catch(() => undefined);
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const file = found?.isDirectory() ? join(out, `rufblatt-${stamp}.backup`) : out;
  if (await stat(file).catch(() => undefined))
    throw new AppError('backup.exists', `${file} is there already; nothing was written`, { file });
  return file;
}

export async function readMigrationsOf(client: Client): Promise<Manifest['migrations']> {
  const known = await client.query<{ there: boolean }>(
    `SELECT to_regclass('schema_migration') IS NOT NULL AS there`,
  );
  const { rows } = known.rows[0]?.there
    ? await client.query<Manifest['migrations'][number]>(
        `SELECT id, sha256 FROM schema_migration WHERE id <> '' ORDER BY applied_at, id`,
      )
    : { rows: [] };
  if (rows.length === 0) throw new AppError('backup.no-centre', 'this database holds no centre');
  return rows;
}

export async function readTenants(client: Client): Promise<Manifest['tenants']> {
  const { rows } = await client.query<{ tenantId: string; epoch: string; ver: string }>(
    'SELECT tenant_id AS "tenantId", epoch, ver FROM tenant_clock ORDER BY tenant_id',
  );
  return rows.map((row) => ({ ...row, ver: Number(row.ver) }));
}

interface Work {
  readonly client: Client;
  readonly tables: readonly StoredTable[];
  readonly writer: BackupWriter;
  readonly onProgress: OnProgress | undefined;
}

async function writeTables({ client, tables, writer, onProgress }: Work): Promise<Manifest['tables']> {
  const total = await countRows(client, tables);
  const written: Manifest['tables'] = [];
  let done = 0;
  for (const table of tables) {
    const { name, columns } = table;
    await writer.write('T', Buffer.from(JSON.stringify({ name, columns })));
    const tally = new Tally();
    for await (const chunk of copyOut(client, copyOutSql(table))) {
      tally.add(chunk);
      await writer.write('D', await pack(chunk, { level: SPEED }));
      onProgress?.(done + tally.rows, total);
    }
    done += tally.rows;
    written.push({ name, columns: [...columns], ...tally.result() });
  }
  return written;
}

async function countRows(client: Client, tables: readonly StoredTable[]): Promise<number> {
  let total = 0;
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${quote(name)}`);
    total += Number(rows[0]?.count);
  }
  return total;
}
