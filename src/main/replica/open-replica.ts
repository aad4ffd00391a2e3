import type { Log } from '../host/host.ts';
import { closeEncryptedFile, openEncryptedFile } from './encrypted-file.ts';
import { adoptFile } from './adopt-file.ts';
import { createExchangeable } from './replica.ts';
import type { Replica, ReplicaParts } from './replica.ts';
import { shareFile } from './share-file.ts';

export interface ReplicaOptions extends ReplicaParts {
  /** Absolute path; its directory is made where there is none. */
  readonly file: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
  readonly log: Log;
}

/**
 * The desk's own copy: one encrypted file, owned by one process.
 * @throws {AppError} as `openEncryptedFile` and `migrate`; the file is left as it was found
 */
export function openReplica({ file, key, log, ...parts }: ReplicaOptions): Replica {
  const { connection, uncleanExit } = openEncryptedFile(file, key);
  if (uncleanExit)
    log.warn('the replica was not closed the last time; it was checked and is whole', { file });
  try {
    let current = connection;
    const exchangeable = createExchangeable(connection, parts);
    const { replica, exchange } = exchangeable;
    return {
      ...replica,
      close: () => closeEncryptedFile(current),
      ownFile: {
        path: file,
        key,
        adopt(next, rerun) {
          exchange(() => {
            current = adoptFile({ file, next, key, localTables: parts.localTables, current, rerun });
            return current;
          });
        },
        share: () =>
          shareFile(exchangeable, (isShared) => {
            if (current.open) closeEncryptedFile(current);
            ({ connection: current } = openEncryptedFile(file, key, { isShared }));
            return current;
          }),
      },
    };
  } catch (error) {
    closeEncryptedFile(connection);
    throw error;
  }
}
