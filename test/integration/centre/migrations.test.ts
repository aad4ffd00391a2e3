import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pool } from 'pg';
import { createPool } from '#server/store/pool.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { migrate } from '#server/store/migrate.ts';
import { readMigrations } from '#server/store/migrations.ts';
import type { Migration } from '#server/store/migrations.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';

let postgres: TestPostgres;
let all: readonly Migration[];

beforeAll(async () => {
  postgres = await startTestPostgres();
  all = await readMigrations(createRegistry(serverFeatures).migrations);
});
afterAll(() => postgres?.stop());

async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool(url, () => {});
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

describe('migrate', () => {
  it('applies everything once, in order', async () => {
    const url = await postgres.createDatabase();
    const ids = all.map(({ id }) => id);
    expect(await withPool(url, (pool) => migrate(pool, all))).toEqual(ids);
    expect(await withPool(url, (pool) => migrate(pool, all))).toEqual([]);
    expect(await runOn(url, `SELECT id FROM schema_migration WHERE id <> ''`)).toHaveLength(ids.length);
  });

  it('may be begun by several nodes at once, also of two databases of one server', async () => {
    const urls = [await postgres.createDatabase(), await postgres.createDatabase()];
    const applied = await Promise.all(
      [...urls, ...urls, ...urls].map((url) => withPool(url, (pool) => migrate(pool, all))),
    );
    expect(applied.flat().toSorted()).toEqual([...all, ...all].map(({ id }) => id).toSorted());
  });

  it('undoes a migration that fails, keeps those before it, and goes on once it is repaired', async () => {
    const url = await postgres.createDatabase();
    const good = { id: '2026-01-01-good', sql: 'CREATE TABLE good ()', sha256: 'g' };
    const bad = { id: '2026-01-02-bad', sql: 'CREATE TABLE half (); SELECT 1 / 0', sha256: 'b' };
    await withPool(url, async (pool) => {
      await expect(migrate(pool, [good, bad])).rejects.toMatchObject({ code: '22012' });
      expect(await migrate(pool, [good, { ...bad, sql: 'CREATE TABLE half ()' }])).toEqual([bad.id]);
    });
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    const url = await postgres.createDatabase();
    const one = { id: '2026-01-01-one', sql: 'SELECT 1', sha256: 'a' };
    await withPool(url, async (pool) => {
      await migrate(pool, [one]);
      await expect(migrate(pool, [{ ...one, sha256: 'b' }])).rejects.toThrow(/2026-01-01-one was changed/);
    });
  });
});

describe('readMigrations', () => {
  it('sorts by day, then by folder, and refuses names that are none or twice', async () => {
    const folders = await Promise.all(
      ['a', 'b'].map((name) => mkdtemp(join(tmpdir(), `rufblatt-migrations-${name}-`))),
    );
    const [first = '', second = ''] = folders;
    const urls = folders.map((folder) => pathToFileURL(`${folder}/`));
    try {
      await writeFile(join(first, '2026-02-01-z.sql'), 'SELECT 1\r\n');
      await writeFile(join(second, '2026-02-01-a.sql'), 'SELECT 1\n');
      await writeFile(join(second, '2026-01-01-b.sql'), 'SELECT 2\n');
      await writeFile(join(second, 'README.md'), 'not one');
      const read = await readMigrations(urls);
      expect(read.map(({ id }) => id)).toEqual(['2026-01-01-b', '2026-02-01-z', '2026-02-01-a']);
      expect(read[1]?.sha256).toBe(read[2]?.sha256);
      await writeFile(join(first, '2026-01-01-b.sql'), '');
      await expect(readMigrations(urls)).rejects.toThrow(/two migrations/);
      await writeFile(join(first, 'later.sql'), '');
      await expect(readMigrations(urls)).rejects.toThrow(/not a migration's name/);
    } finally {
      for (const folder of folders) await rm(folder, { recursive: true });
    }
  });
});
