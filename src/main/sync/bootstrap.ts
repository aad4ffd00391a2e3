import { messageOf } from '#shared/kernel/app-error.ts';
import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type { SnapshotOffer, SnapshotReply } from '#shared/sync/protocol.ts';
import { rerunPending } from '../commands/rerun.ts';
import type { Log } from '../host/host.ts';
import type { Prepared, SnapshotToPrepare } from '../replica/prepare-snapshot.ts';
import { patchSyncState, readSyncState } from '../replica/sync-state.ts';
import type { SyncState } from '../replica/sync-state.ts';
import type { SyncCore } from './core.ts';
import { CentreError } from './faults.ts';
import type { Delay, SnapshotNet } from './net.ts';
import { fetchSnapshot } from './fetch-snapshot.ts';
import { createSnapshotFile } from './snapshot-file.ts';
import type { SnapshotBytes } from './snapshot-file.ts';

export interface BootstrapDeps extends SyncCore {
  readonly delay: Delay;
  readonly log: Log;
  /** Names the replica's SQL schema. */
  readonly schemaKey: string;
  readonly prepare: (snapshot: SnapshotToPrepare, signal: AbortSignal) => Promise<Prepared>;
  /** Where the file is kept until it is whole; left out: beside the replica. */
  readonly bytes?: SnapshotBytes;
}

/**
 * Fills the replica from a file of the centre's, where there is one for it: `done`, and the pull goes on from the
 * file's version. `none`: pull pages. Until the last step the replica is as it was, and in use.
 *
 * ```
 * asked ──none──▶ none
 *   │ building: asked again; it does not get on: none
 *   ▼
 * fetching ──line breaks: what came is kept, the error goes on──▶ (next try goes on there)
 *   ▼
 * checked and encrypted anew (worker) ──not what it should be──▶ thrown away, none
 *   ▼
 * in its place: done
 * ```
 * @throws as SyncNet's requests; the signal's reason
 */
export interface Bootstrap {
  run(
    net: SnapshotNet,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<'done' | 'none'>;
}

/** A centre that makes a snapshot and does not get on for so long is not waited for. */
const STUCK_MS = 60_000;

/** undefined for a replica that is no file. */
export function createBootstrap(deps: BootstrapDeps): Bootstrap | undefined {
  const { replica, log } = deps;
  const { ownFile } = replica;
  if (!ownFile) return undefined;
  const file = createSnapshotFile(replica, `${ownFile.path}.snapshot`, deps.bytes);
  /** Not asked for twice, or a bad file would be fetched for ever. */
  const bad = new Set<string>();

  const giveUp = async (offer: SnapshotOffer, why: string): Promise<'none'> => {
    bad.add(offer.id);
    await file.discard();
    log.warn('the snapshot is of no use; pages are pulled instead', { why });
    return 'none';
  };

  return {
    async run(net, onProgress, signal) {
      const start = readSyncState(replica.db);
      const offer = await waitForOffer(deps, net, start, onProgress, signal);
      if (!offer || bad.has(offer.id)) {
        await file.discard();
        return 'none';
      }
      let digest: string | undefined;
      try {
        digest = await fetchSnapshot({ file, net, offer, onProgress, log, isOnDisk: !deps.bytes }, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (isRefused(error) || isOfDisk(error)) return giveUp(offer, messageOf(error));
        throw error;
      }
      const prepared = await deps
        .prepare(
          {
            file: file.path,
            sha256: offer.sha256,
            ...(digest !== undefined && { digest }),
            key: Buffer.from(offer.key, 'base64'),
            newKey: ownFile.key,
            tables: [...replica.tables.keys()],
          },
          signal,
        )
        .catch((error: unknown): Prepared => {
          signal.throwIfAborted();
          return { kind: 'bad', detail: messageOf(error) };
        });
      signal.throwIfAborted();
      if (prepared.kind === 'bad') return giveUp(offer, prepared.detail);
      if (!isSameReplica(start, readSyncState(replica.db)))
        return giveUp(offer, 'the replica is another one now');
      try {
        ownFile.adopt(file.path, (transaction) => {
          patchSyncState(transaction.db, { fed: JSON.stringify({ ver: offer.ver, scopes: offer.scopes }) });
          rerunPending(transaction, deps.registry);
        });
      } catch (error) {
        return await giveUp(offer, messageOf(error));
      }
      await file.discard();
      log.info('filled from a snapshot', { rows: offer.rows, ver: offer.ver });
      return 'done';
    },
  };
}

async function waitForOffer(
  { clock, delay, schemaKey }: BootstrapDeps,
  net: SnapshotNet,
  { client_id: client, epoch, cursor }: SyncState,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<SnapshotOffer | undefined> {
  let gotOn = clock.now();
  for (let last = -1; ;) {
    const request = { client, schema: WIRE_SCHEMA, epoch, cursor, replicaSchema: schemaKey };
    const reply = await net.offer(request, signal).catch((error: unknown): SnapshotReply => {
      if (isRefused(error)) return { kind: 'none' };
      throw error;
    });
    signal.throwIfAborted();
    if (reply.kind === 'ready') return reply;
    if (reply.kind === 'none') return undefined;
    if (reply.done > last) {
      last = reply.done;
      gotOn = clock.now();
    } else if (clock.now() - gotOn > STUCK_MS) return undefined;
    // Making the file is the smaller half of the way, by experience; fetching it begins where this ends.
    if (reply.total > 0) onProgress(Math.floor(reply.done / 2), reply.total);
    await delay(Math.min(Math.max(reply.retryMs, 50), 10_000), signal);
  }
}

/** Who may not come in, or not now, may not pull either: these are the link's to deal with. */
const TO_THE_LINK: readonly number[] = [401, 403, 429, 503];

/** The centre has none, or cannot: an older version, one that was thrown away meanwhile, a fault of its own. */
const isRefused = (error: unknown): boolean =>
  error instanceof CentreError && !TO_THE_LINK.includes(error.status);

function isOfDisk(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES'].includes(code);
}

/** Somebody else may have signed in meanwhile. */
function isSameReplica(start: SyncState, now: SyncState): boolean {
  return (['client_id', 'tenant_id', 'user_id', 'cursor', 'epoch'] as const).every(
    (name) => start[name] === now[name],
  );
}
