import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import type { Store } from '#server/store/store.ts';
import { SnapshotMaker } from '#server/sync/snapshot/snapshot-maker.ts';
import type { Built } from '#server/sync/snapshot/snapshot-maker.ts';
import type { SnapshotFiles } from '#server/sync/snapshot/snapshot-files.ts';
import { putChunk } from '#server/sync/snapshot/snapshot-rows.ts';
import type { SnapshotJob } from '#server/sync/snapshot/snapshot-worker.ts';
import { fillImage } from '#server/sync/snapshot/write-image.ts';
import { readClock } from '#server/sync/tenant-clock.ts';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { ENTITY_MAP } from './centre-database.ts';
import { migrations, tables } from './model.ts';
import type { Mutant } from './mutant.ts';

export const SNAPSHOT_SCHEMA = replicaSchema({ migrations, tables });
/** Small enough that a file comes in several portions. */
export const PORTION_BYTES = 96 * 1024;

export interface SimulatedMakerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  /** As long as the work takes; while it does, the world goes on. */
  readonly work: () => Promise<void>;
  readonly mutant: Mutant | undefined;
  readonly count: (what: string) => void;
}

/**
 * The centre's own maker, and the image it makes; without the worker and without files: the image is made in memory,
 * in the clear, and kept in the database alone.
 */
export function createSimulatedMaker(options: SimulatedMakerOptions): SnapshotMaker {
  return new SnapshotMaker({
    ...options,
    databaseUrl: '',
    tables: ENTITY_MAP,
    schema: SNAPSHOT_SCHEMA,
    files: NO_FILES,
    build: (job) => build(job, options),
    onMade: () => options.count('a snapshot is made'),
    onFailed: () => undefined,
    onError: () => undefined,
  });
}

async function build(job: SnapshotJob, { store, work, mutant }: SimulatedMakerOptions): Promise<Built> {
  const { tenantId, id } = job;
  const connection = new Database(':memory:');
  try {
    const image = await fillImage(connection, { ...job, store, onProgress: () => undefined });
    await work();
    const { ver: head } = await store.withTenant(tenantId, readClock);
    const ver = mutant?.snapshotVer?.(image.ver, head) ?? image.ver;
    connection.exec(`UPDATE sync_state SET cursor = ${ver}`);
    const file = connection.serialize();
    for (let seq = 0; seq * PORTION_BYTES < file.length; seq++) {
      const portion = file.subarray(seq * PORTION_BYTES, (seq + 1) * PORTION_BYTES);
      await store.withTenant(tenantId, (tx) => putChunk(tx, id, seq, portion));
    }
    const sha256 = createHash('sha256').update(file).digest('hex');
    return { ...image, ver, bytes: file.length, sha256 };
  } finally {
    connection.close();
  }
}

const NO_FILES: SnapshotFiles = {
  draft: () => Promise.resolve(''),
  keep: () => Promise.resolve(),
  discard: () => Promise.resolve(),
  path: () => Promise.reject(new Error('there are no files here')),
  clear: () => Promise.resolve(),
};
