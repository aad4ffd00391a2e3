import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `id` begins with the day it was written: `2026-11-21-tickets`. */
export interface Migration {
  readonly id: string;
  readonly sql: string;
  readonly sha256: string;
}

export const CORE_MIGRATIONS = new URL('./migrations/', import.meta.url);

const ID = /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/;

/** Reads the `.sql` files of all folders into one line: by day, then in the order of the folders, then by name. */
export async function readMigrations(folders: readonly URL[]): Promise<readonly Migration[]> {
  const inFolders = await Promise.all(folders.map(readFolder));
  const all = inFolders.flat();
  const seen = new Set<string>();
  for (const { id } of all) {
    if (seen.has(id)) throw new Error(`two migrations are named ${id}`);
    seen.add(id);
  }
  // The sort is stable: within a day the order of the folders and names stays.
  return all.toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)));
}

async function readFolder(folder: URL): Promise<readonly Migration[]> {
  const path = fileURLToPath(folder);
  const names = (await readdir(path)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(names.map((name) => readMigration(new URL(name, folder))));
}

async function readMigration(file: URL): Promise<Migration> {
  const id = basename(fileURLToPath(file), '.sql');
  if (!ID.test(id)) throw new Error(`not a migration's name (YYYY-MM-DD-name.sql): ${id}`);
  // A checkout with other line ends is the same migration.
  const sql = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  return { id, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}

function dayOf({ id }: Migration): string {
  return id.slice(0, 'YYYY-MM-DD'.length);
}
