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
  readonly tenant_id: string | null;
  readonly user_id: string | null;
  /** JSON, {@link HeldFor}; null before the first page, and from a centre that does not say. */
  readonly fed: string | null;
}

interface HeldFor extends Fed {
  /** Scopes whose rows are being removed: some of them may be here still, and none of them is complete. */
  readonly leaving?: readonly string[];
}

/** What the centre is told: a scope that is being left is not held, so that one that comes back is fed anew. */
export function readFed(state: Pick<SyncState, 'fed'>): Fed | undefined {
  const held = heldFor(state);
  return held && { ver: held.ver, scopes: held.scopes };
}

export function readLeaving(state: Pick<SyncState, 'fed'>): readonly string[] {
  return heldFor(state)?.leaving ?? [];
}

/** Together with the first row that goes: whatever happens in between, these scopes are not held any more. */
export function noteLeaving(db: WritableDb, scopes: readonly string[]): void {
  const state = readSyncState(db);
  const held = heldFor(state);
  if (!held) return;
  const leaving = [...new Set([...readLeaving(state), ...scopes])];
  const fed: HeldFor = {
    ver: held.ver,
    scopes: held.scopes.filter((scope) => !leaving.includes(scope)),
    leaving,
  };
  patchSyncState(db, { fed: JSON.stringify(fed) });
}

function heldFor({ fed }: Pick<SyncState, 'fed'>): HeldFor | undefined {
  return fed === null ? undefined : (JSON.parse(fed) as HeldFor);
}

/** Asked several times for every page: so without the list of columns, which is long. */
const READ = `SELECT client_id, next_mid, epoch, cursor, as_of, resetting, tenant_id, user_id, fed
  FROM sync_state WHERE id = 1`;

export function readSyncState(db: ReadableDb): SyncState {
  const state = db.prepare<[], SyncState>(READ).get();
  if (!state) throw new Error('sync_state has lost its row');
  return state;
}

export function patchSyncState(db: WritableDb, patch: Partial<SyncState>): void {
  const names = Object.keys(patch) as (keyof SyncState)[];
  db.prepare(`UPDATE sync_state SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = 1`).run(
    ...names.map((name) => patch[name] ?? null),
  );
}
