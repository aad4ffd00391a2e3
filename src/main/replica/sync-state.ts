import type { Fed } from '#shared/sync/protocol.ts';
import type { ReadableDb, WritableDb } from './db.ts';

export interface SyncState {
  readonly client_id: string;
  readonly next_mid: number;
  /** null before the first page. */
  readonly epoch: string | null;
  readonly cursor: number;
  /** When the replica last held everything, ms by this machine's clock; null before the first complete page. */
  readonly as_of: number | null;
  /** 1: rows of `ver` 0 are left over from before a reset and go with the next complete page. */
  readonly resetting: 0 | 1;
  /** JSON list of `table.column`. */
  readonly known_columns: string;
  readonly tenant_id: string | null;
  readonly user_id: string | null;
  /** JSON, {@link Fed}; null before the first page, and from a centre that does not say. */
  readonly fed: string | null;
}

export function readFed({ fed }: Pick<SyncState, 'fed'>): Fed | undefined {
  return fed === null ? undefined : (JSON.parse(fed) as Fed);
}

export function readSyncState(db: ReadableDb): SyncState {
  const state = db.prepare<[], SyncState>('SELECT * FROM sync_state WHERE id = 1').get();
  if (!state) throw new Error('sync_state has lost its row');
  return state;
}

export function patchSyncState(db: WritableDb, patch: Partial<SyncState>): void {
  const names = Object.keys(patch) as (keyof SyncState)[];
  db.prepare(`UPDATE sync_state SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = 1`).run(
    ...names.map((name) => patch[name] ?? null),
  );
}
