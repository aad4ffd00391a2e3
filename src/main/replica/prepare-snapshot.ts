import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { rawKey, REPLICA_CIPHER } from '#shared/sync/replica-cipher.ts';

export interface SnapshotToPrepare {
  readonly file: string;
  /** What it shall be, hex. */
  readonly sha256: string;
  /**
   * What it is: of all bytes as they came, where they were counted on the way. What a disk made of them since is found
   * with the key, for every page is authenticated and every page is read. Left out: the file is read for it.
   */
  readonly digest?: string;
  /** What it is encrypted with, and what it shall be. */
  readonly key: Uint8Array;
  readonly newKey: Uint8Array;
  /** Checked row by row; the rest of the file is as whole as its digest says. */
  readonly tables: readonly string[];
}

/** `bad`: not what the centre said it is; to be thrown away. */
export type Prepared = { readonly kind: 'ready' } | { readonly kind: 'bad'; readonly detail: string };

/**
 * Checks a fetched file and makes it this desk's own: the digest of every byte, the key, so that nobody who was sent the
 * same file can read it, and the structure of the tables as they are then. It takes seconds and runs in a worker.
 */
export async function prepareSnapshot(snapshot: SnapshotToPrepare): Promise<Prepared> {
  const { file, key, newKey, tables } = snapshot;
  const sha256 = snapshot.digest ?? (await digestOf(file));
  if (sha256 !== snapshot.sha256) return { kind: 'bad', detail: `sha256 is ${sha256}` };
  const handle = await open(file, 'r+');
  const connection = new Database(file, { fileMustExist: true });
  let writing: Promise<void> | undefined;
  try {
    for (const pragma of REPLICA_CIPHER) connection.pragma(pragma);
    connection.pragma(`key = ${raw(key)}`);
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('temp_store = MEMORY');
    // Until it is in its place it can be fetched again.
    connection.pragma('synchronous = OFF');
    // A journal would be as long as the file, on the disk or in memory. SQLite goes without one only if it is insisted on.
    connection.unsafeMode();
    connection.pragma('journal_mode = OFF');
    connection.unsafeMode(false);
    // Each page is passed once.
    connection.pragma('cache_size = -8000');
    // Reads every page, and fails at one that is not as the centre encrypted it.
    connection.pragma(`rekey = ${raw(newKey)}`);
    // The disk is written while what goes there is checked.
    writing = handle.sync();
    writing.catch(() => undefined);
    for (const table of tables) {
      const found = connection.pragma(`quick_check('${table}')`, { simple: true });
      if (found !== 'ok') return { kind: 'bad', detail: `${table}: ${String(found)}` };
    }
    // As the desk has it, so that nothing of the file is left to be written when it takes the replica's place.
    connection.pragma('journal_mode = WAL');
    connection.close();
    await writing;
    await handle.sync();
    return { kind: 'ready' };
  } catch (error) {
    return { kind: 'bad', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    // Before the handle: to close any of a process takes its locks from the file.
    connection.close();
    await writing?.catch(() => undefined);
    await handle.close();
  }
}

const raw = (key: Uint8Array): string => rawKey(Buffer.from(key).toString('hex'));

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
