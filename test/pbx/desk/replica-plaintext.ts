import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEncryptedFile } from '#main/replica/encrypted-file.ts';

/**
 * Every byte of a desk's replica, decrypted: all tables, indexes and pages given up but not wiped. Taken from a copy,
 * so the desk may run; nothing may be writing.
 *
 * @param folder the profile's, with replica and key.
 */
export async function replicaPlaintext(folder: string): Promise<Buffer> {
  const copy = await mkdtemp(join(tmpdir(), 'rufblatt-replica-'));
  try {
    // Its neighbours come and go while the desk runs.
    for (const name of await readdir(folder))
      if (/^replica\.(?:key|db(?:-wal)?)$/.test(name)) await copyFile(join(folder, name), join(copy, name));
    const file = join(copy, 'replica.db');
    const { connection } = openEncryptedFile(file, await readFile(join(copy, 'replica.key')));
    // What lies in the write-ahead log moves into the file; then the file is rewritten without its key.
    connection.pragma('journal_mode = DELETE');
    connection.pragma("rekey = ''");
    connection.close();
    return await readFile(file);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
