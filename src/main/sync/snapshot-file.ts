import { open, rm, stat } from 'node:fs/promises';
import { snapshotOffer } from '#shared/sync/protocol.ts';
import type { SnapshotOffer } from '#shared/sync/protocol.ts';
import type { Replica } from '../replica/replica.ts';

/**
 * What has been fetched of a snapshot. The file is encrypted with the offer's key, which is kept in the replica: on
 * the disk there is nothing to be read, and a desk that was switched off goes on where it was.
 */
export interface SnapshotFile {
  readonly path: string;
  /** How many bytes of it are there; 0 when another was being fetched. */
  begin(offer: SnapshotOffer): Promise<number>;
  /** Adds the chunks; `onBytes` hears how many there are. Whatever ends it, what came is kept. */
  append(chunks: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void): Promise<number>;
  /** Nothing of it is left. */
  discard(): Promise<void>;
}

/** Where they are kept. */
export interface SnapshotBytes {
  /** 0 where there is none. */
  size(): Promise<number>;
  /** Behind what is there, in portions; `onBytes` hears how many are there then. */
  append(chunks: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void): Promise<number>;
  remove(): Promise<void>;
}

const SETTING = 'sync.snapshot';

export function createSnapshotFile(
  replica: Replica,
  path: string,
  bytes: SnapshotBytes = bytesOnDisk(path),
): SnapshotFile {
  const stored = (): SnapshotOffer | undefined => {
    const row = replica.db
      .prepare<[string], { value: string }>('SELECT value FROM local_setting WHERE key = ?')
      .get(SETTING);
    const parsed = row && snapshotOffer.safeParse(JSON.parse(row.value));
    return parsed?.success ? parsed.data : undefined;
  };
  const store = (offer: SnapshotOffer | undefined): void =>
    replica.write(['local_setting'], (db) => {
      if (!offer) db.prepare('DELETE FROM local_setting WHERE key = ?').run(SETTING);
      else
        db.prepare(
          'INSERT INTO local_setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        ).run(SETTING, JSON.stringify(offer));
    });

  return {
    path,
    async begin(offer) {
      const before = stored();
      const size = await bytes.size();
      if (before?.id === offer.id && before.sha256 === offer.sha256 && size <= offer.bytes) return size;
      await bytes.remove();
      store(offer);
      return 0;
    },
    append: bytes.append,
    async discard() {
      await bytes.remove();
      if (stored()) store(undefined);
    },
  };
}

/** As much may wait for the disk while it is busy; then the network waits, too. */
const MOST_WAITING_BYTES = 1024 * 1024;

function bytesOnDisk(path: string): SnapshotBytes {
  const size = async (): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0;
  return {
    size,
    /** One write at a time, of all that has come meanwhile: few when much comes, and nothing waits when little does. */
    async append(chunks, onBytes) {
      let bytes = await size();
      const handle = await open(path, 'a', 0o600);
      let waiting: Uint8Array[] = [];
      let waitingBytes = 0;
      let running: Promise<void> | undefined;
      let fault: { readonly error: unknown } | undefined;
      const drain = async (): Promise<void> => {
        try {
          while (waitingBytes > 0) {
            const portion = Buffer.concat(waiting);
            waiting = [];
            waitingBytes = 0;
            await handle.writeFile(portion);
            bytes += portion.byteLength;
            onBytes(bytes);
          }
        } catch (error) {
          fault ??= { error };
        }
        // In the turn in which nothing was waiting any more: what comes next begins the next one.
        running = undefined;
      };
      try {
        try {
          for await (const chunk of chunks) {
            waiting.push(chunk);
            waitingBytes += chunk.byteLength;
            running ??= drain();
            if (waitingBytes >= MOST_WAITING_BYTES) await running;
            if (fault) throw fault.error;
          }
        } finally {
          await running;
        }
      } finally {
        await handle.close();
      }
      if (fault) throw fault.error;
      return bytes;
    },
    async remove() {
      for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${path}${suffix}`, { force: true });
    },
  };
}
