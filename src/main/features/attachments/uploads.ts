import {
  CHUNK_PATH,
  chunkReply,
  chunkLength,
  UPLOAD_PATH,
  uploadReply,
} from '#shared/features/attachments/transfer.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { backoffDelay, defaultBackoff } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { readSyncState } from '../../replica/sync-state.ts';
import { BLOB_TABLES, confirmBlob, pieceOf, wholeBlob } from './blobs.ts';
import type { Blob } from './blobs.ts';
import { isGone, isRefused } from './refusals.ts';
import { dropUpload, dropUploadOf, UPLOAD } from './store.ts';
import type { Transfers } from './transfers.ts';

export interface UploadOptions {
  readonly backoff?: BackoffPolicy;
  /** In [0, 1). */
  readonly random?: () => number;
}

interface Candidate {
  /** Of an attachment that has these contents. */
  readonly id: string;
  readonly sha256: string;
}

/** What wakes it: rows that came back from the centre, files that were added, work that was acknowledged. */
const WATCHED: ReadonlySet<string> = new Set([
  'attachment',
  'attachment_upload',
  'outbox',
  'rejected_command',
]);

/**
 * Brings to the centre what it lacks of this desk's files: first what was added here, once the centre has decided the
 * command; then what a centre that was set back to a backup has lost. One chunk a request; after a fault it waits, longer
 * each time, and goes on with the chunk that is missing.
 */
export function createUploads(
  host: Host,
  transfers: Transfers,
  { backoff = defaultBackoff, random = Math.random }: UploadOptions = {},
): Service {
  let running: Promise<void> | undefined;
  const abort = new AbortController();
  const { signal } = abort;
  let again = false;
  let failures = 0;
  /** Until the first pass that nothing stood in the way of. */
  let isFresh = true;
  let timer: NodeJS.Timeout | undefined;
  /** What the centre would not take in this run of the desk: asked again with the next start. */
  const refused = new Set<string>();
  /** How often each has failed: one that never gets through must not stand in front of the others. */
  const failed = new Map<string, number>();

  const wake = (): void => {
    again = true;
    if (signal.aborted || running || timer) return;
    running = run()
      .catch((error: unknown) => host.log.warn('files could not be looked at', { detail: messageOf(error) }))
      .finally(() => {
        running = undefined;
        if (again && !timer && !signal.aborted) wake();
      });
  };

  const run = async (): Promise<void> => {
    again = false;
    await work();
    if (failures === 0 && host.currentSession()) isFresh = false;
  };

  const work = async (): Promise<void> => {
    for (let next = candidate(); next && !signal.aborted; next = candidate()) {
      try {
        await upload(next);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failed.set(next.id, (failed.get(next.id) ?? 0) + 1);
        host.log.warn('a file could not be uploaded and will be tried again', {
          detail: messageOf(error),
          failures: failures + 1,
        });
        timer = setTimeout(retry, backoffDelay(backoff, failures, random()));
        failures += 1;
        return;
      } finally {
        transfers.end(next.id);
      }
    }
  };

  const retry = (): void => {
    clearTimeout(timer);
    timer = undefined;
    wake();
  };

  const candidate = (): Candidate | undefined => {
    const session = host.currentSession();
    if (!session) return undefined;
    const orphans = isFresh ? leftOver(host.db, session.userId) : [];
    const failuresOf = ({ id }: Candidate): number => failed.get(id) ?? 0;
    return [...added(host.db), ...lost(host.db), ...orphans]
      .filter(({ id }) => !refused.has(id))
      .toSorted((one, other) => failuresOf(one) - failuresOf(other))[0];
  };

  const upload = async ({ id, sha256 }: Candidate): Promise<void> => {
    const { epoch } = readSyncState(host.db);
    const blob = wholeBlob(host.db, sha256);
    try {
      if (blob) await send(id, blob, sha256);
    } catch (error) {
      if (signal.aborted || !isRefused(error)) throw error;
      refused.add(id);
      // Removed, erased, or never taken: there is nothing to be sent for any more. Who added it is told so for sure.
      if (isGone(error)) host.local(UPLOAD, (db) => dropUploadOf(db, { id, userId: host.session().userId }));
      else host.log.error('the centre does not take a file', { id, detail: messageOf(error) });
      return;
    }
    if (signal.aborted) return;
    host.local([...UPLOAD, ...BLOB_TABLES], (db) => {
      confirmBlob(db, { sha256, epoch });
      dropUpload(db, id);
    });
  };

  const send = async (id: string, blob: Blob, sha256: string): Promise<void> => {
    const { missing } = await host.centre(UPLOAD_PATH, { id, sha256 }, uploadReply);
    let left = missing.reduce((sum, no) => sum + chunkLength(blob.bytes, no), 0);
    for (const no of missing) {
      if (signal.aborted) throw new Error('the desk stops');
      transfers.set(id, { way: 'up', done: blob.bytes - left, total: blob.bytes });
      const piece = pieceOf(host.db, blob.id, no);
      if (!piece) throw new Error(`piece ${no} of ${sha256} is not here`);
      const base64 = Buffer.from(piece).toString('base64');
      await host.centre(CHUNK_PATH, { id, sha256, no, base64 }, chunkReply);
      left -= piece.length;
    }
  };

  const ends: (() => void)[] = [];
  return {
    start() {
      ends.push(
        host.onChanged((tables) => {
          if (tables.some((table) => WATCHED.has(table))) wake();
        }),
        host.onStatus(({ centre }) => {
          if (centre.state === 'online' && timer) retry();
        }),
        host.onSession(() => wake()),
      );
      wake();
    },
    // What is under way meets a desk that is stopped, and leaves it alone.
    stop() {
      abort.abort();
      clearTimeout(timer);
      for (const end of ends) end();
    },
  };
}

/** Nothing that waits or was refused and not looked at names it: the centre has decided. */
const DECIDED = `NOT EXISTS (SELECT 1 FROM attachment_draft d WHERE d.id = u.id)
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE instr(o.args, u.id) > 0)
  AND NOT EXISTS (SELECT 1 FROM rejected_command r WHERE r.seen_at IS NULL AND instr(r.args, u.id) > 0)`;

/** Added here, and taken by the centre. Whoever sits here now and sees the row sends it for a colleague as well. */
function added(db: ReadableDb): readonly Candidate[] {
  return db
    .prepare<[], Candidate>(
      `SELECT u.id, u.sha256 FROM attachment_upload u JOIN attachment a ON a.id = u.id
       WHERE a.ver > 0 AND ${DECIDED} ORDER BY u.id`,
    )
    .all();
}

/**
 * Added here by this person, with no row left: removed, or out of this person's sight (a restriction), and then the centre
 * wants the contents. Asked once a run of the desk, so that a removal can be taken back for a while.
 */
function leftOver(db: ReadableDb, userId: string): readonly Candidate[] {
  if (readSyncState(db).resetting === 1) return [];
  return db
    .prepare<[string], Candidate>(
      `SELECT u.id, u.sha256 FROM attachment_upload u WHERE u.user_id = ?
         AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.id = u.id) AND ${DECIDED} ORDER BY u.id`,
    )
    .all(userId);
}

/** Here whole, and not yet seen at the centre as it is now. */
function lost(db: ReadableDb): readonly Candidate[] {
  const { epoch, resetting } = readSyncState(db);
  if (epoch === null || resetting === 1) return [];
  return db
    .prepare<[string], Candidate>(
      `SELECT min(a.id) AS id, a.sha256 FROM attachment_blob b JOIN attachment a ON a.sha256 = b.sha256
       WHERE b.is_whole = 1 AND b.epoch IS NOT ? AND a.ver > 0
         AND NOT EXISTS (SELECT 1 FROM attachment_upload u WHERE u.id = a.id)
       GROUP BY a.sha256 ORDER BY id`,
    )
    .all(epoch);
}
