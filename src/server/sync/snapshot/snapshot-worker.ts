import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { putChunk } from './snapshot-rows.ts';
import { writeImage } from './write-image.ts';
import type { Image, ImageTable } from './write-image.ts';

/** What a worker is given. */
export interface SnapshotJob {
  readonly databaseUrl: string;
  readonly tenantId: string;
  readonly id: string;
  readonly scopeIds: readonly string[];
  readonly tables: readonly ImageTable[];
  readonly statements: readonly string[];
  readonly file: string;
  readonly key: Uint8Array;
}

/** What it says: many times `progress`, at the end `done`. What goes wrong is the worker's `error` event. */
export type SnapshotWord =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | ({ readonly kind: 'done'; readonly bytes: number; readonly sha256: string } & Image);

const CHUNK_BYTES = 1024 * 1024;

async function make(job: SnapshotJob, say: (word: SnapshotWord) => void): Promise<void> {
  const pool = createPool(job.databaseUrl, () => undefined);
  try {
    const store = createStore(pool);
    const image = await writeImage({
      ...job,
      store,
      onProgress: (done, total) => say({ kind: 'progress', done, total }),
    });
    const { bytes, sha256 } = await storeFile(store, job, () =>
      say({ kind: 'progress', done: image.rows, total: image.rows }),
    );
    say({ kind: 'done', ...image, bytes, sha256 });
  } finally {
    await pool.end();
  }
}

/** Into the database, chunk by chunk, for the other nodes. */
async function storeFile(
  store: Store,
  { tenantId, id, file }: SnapshotJob,
  onChunk: () => void,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  const handle = await open(file);
  try {
    let bytes = 0;
    for (let seq = 0; ; seq += 1) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, bytes);
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      await store.withTenant(tenantId, (tx) => putChunk(tx, id, seq, chunk));
      bytes += bytesRead;
      onChunk();
    }
  } finally {
    await handle.close();
  }
}

if (parentPort) {
  const port = parentPort;
  await make(workerData as SnapshotJob, (word) => port.postMessage(word));
}
