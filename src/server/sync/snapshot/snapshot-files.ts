import { mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '#server/store/store.ts';
import { readChunk } from './snapshot-rows.ts';

const UNUSED_MS = 3_600_000;

/** This node's copies of the snapshots' files. They are encrypted; their keys are in the database. */
export interface SnapshotFiles {
  /** Where a new one is to be written; {@link keep} then makes it one of the copies. */
  draft(id: string): Promise<string>;
  keep(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  /** Fetches it from the database where another node has made it. Throws where it is not there (whole). */
  path(tenantId: string, id: string, bytes: number): Promise<string>;
  /** Removes all of them. */
  clear(): Promise<void>;
}

export function createSnapshotFiles(store: Store, now: () => number): SnapshotFiles {
  const fetching = new Map<string, Promise<string>>();
  let folder: Promise<string> | undefined;
  const pathOf = async (name: string): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), 'rufblatt-snapshots-'));
    return join(await folder, name);
  };

  async function fetchFile(tenantId: string, id: string, bytes: number): Promise<string> {
    const path = await pathOf(`${id}.db`);
    if (await hasSize(path, bytes)) return path;
    const draft = await pathOf(`${id}.fetching`);
    const handle = await open(draft, 'w', 0o600);
    let written = 0;
    try {
      for (let seq = 0; written < bytes; seq += 1) {
        const chunk = await store.withTenant(tenantId, (tx) => readChunk(tx, id, seq));
        if (!chunk) throw new Error(`snapshot ${id} lacks its chunk ${seq}`);
        await handle.write(chunk);
        written += chunk.length;
      }
    } finally {
      await handle.close();
    }
    await rename(draft, path);
    return path;
  }

  return {
    draft: (id) => pathOf(`${id}.draft`),
    async keep(id) {
      await rename(await pathOf(`${id}.draft`), await pathOf(`${id}.db`));
      await removeUnused(await pathOf('.'), now() - UNUSED_MS, `${id}.db`);
    },
    discard: async (id) => rm(await pathOf(`${id}.draft`), { force: true }),
    path(tenantId, id, bytes) {
      const running = fetching.get(id) ?? fetchFile(tenantId, id, bytes).finally(() => fetching.delete(id));
      fetching.set(id, running);
      return running;
    },
    async clear() {
      await Promise.allSettled(fetching.values());
      if (folder) await rm(await folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === bytes;
}

async function removeUnused(folder: string, since: number, but: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name === but || !name.endsWith('.db')) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < since) await rm(join(folder, name), { force: true });
  }
}
