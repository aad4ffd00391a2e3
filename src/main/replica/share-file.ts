import type { Database } from 'better-sqlite3';
import type { ExchangeableReplica, SharedFile } from './replica.ts';

/**
 * The one owner of the file lets a second connection of its process in, and is its one owner again at the end. While it
 * is shared the log's index is a file of its own (`-shm`, page numbers and nothing else), and each commit of the one is
 * seen by the other.
 *
 * @param reopen closes the file and opens it again
 * @throws as `reopen` where the file cannot be shared (a disk without shared memory); it is then owned as before
 */
export function shareFile(
  { exchange, around, tell }: ExchangeableReplica,
  reopen: (isShared: boolean) => Database,
): SharedFile {
  let refusal: unknown;
  exchange(() => {
    try {
      const connection = reopen(true);
      // Writing the log back is for the side that fills it: this one has calls to answer.
      connection.pragma('wal_autocheckpoint = 0');
      return connection;
    } catch (error) {
      refusal = error;
      return reopen(false);
    }
  }, 'same');
  if (refusal !== undefined) throw refusal;
  const waiting = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  around({
    begin: () => void Atomics.add(waiting, 0, 1),
    end: () => {
      Atomics.sub(waiting, 0, 1);
      Atomics.notify(waiting, 0);
    },
  });
  return {
    waiting,
    changed: tell,
    end() {
      around(undefined);
      exchange(() => reopen(false), 'same');
    },
  };
}
