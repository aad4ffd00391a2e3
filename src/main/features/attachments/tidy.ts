import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { OUTBOX } from '../../replica/core-migrations.ts';
import { readSyncState } from '../../replica/sync-state.ts';
import { BLOB_TABLES, dropBlob } from './blobs.ts';
import type { Blob } from './blobs.ts';
import type { Downloads } from './downloads.ts';
import type { Intake } from './intake.ts';
import { DRAFT, drafts, dropDraft, hasSubject } from './store.ts';

/** Contents of files kept on a desk, those that wait for their upload not counted. */
export const MOST_KEPT_BYTES = 256 * 2 ** 20;
/** An entry that was never kept, and that nobody threw away. */
const DRAFT_MS = 30 * 86_400_000;

/**
 * Keeps what is beside the rows in step with them: attaches what waited for its entry, removes contents that no row names
 * any more (an erasure has taken it, somebody has removed it), and of the rest what has not been looked at for longest
 * where there is too much. What the centre has not confirmed is never removed for want of room.
 */
export function createTidy(
  host: Host,
  { intake, downloads, most = MOST_KEPT_BYTES }: { intake: Intake; downloads: Downloads; most?: number },
): Service {
  const settleDrafts = (): void => {
    const userId = host.currentSession()?.userId;
    for (const draft of drafts(host.db)) {
      const subject = { type: draft.subject_type, id: draft.subject_id };
      if (draft.added_by === userId && hasSubject(host, subject)) intake.attach(draft);
      else if (host.clock.now() - draft.added_at > DRAFT_MS)
        host.local(DRAFT, (db) => dropDraft(db, draft.id));
    }
  };

  const tidy = (): void => {
    const gone = [...unnamed(host.db), ...overflow(host.db, most)].filter(
      ({ id, sha256 }) => !intake.isComing(id) && !(sha256 !== null && downloads.isRunning(sha256)),
    );
    // One at a time: a call must not wait until hundreds of megabytes are gone.
    for (const { id } of gone) host.local(BLOB_TABLES, (db) => dropBlob(db, id));
  };

  /** Nobody would catch what is thrown among the listeners of a commit. */
  const settle = (tables: readonly string[]): void => {
    try {
      if (tables.includes('attachment_draft') || tables.includes('interaction') || tables.includes('ticket'))
        settleDrafts();
      // A command that is decided names nothing any more.
      if (tables.some((table) => table === OUTBOX || table.startsWith('attachment'))) tidy();
    } catch (error) {
      host.log.warn('files could not be tidied', { error: String(error) });
    }
  };

  let end: (() => void) | undefined;
  let waiting: NodeJS.Immediate | undefined;
  const seen = new Set<string>();
  return {
    start() {
      settle(['attachment_draft', 'attachment']);
      end = host.onChanged((tables) => {
        for (const table of tables) seen.add(table);
        // After whoever has committed is done: a command may be in the middle of its work.
        waiting ??= setImmediate(() => {
          waiting = undefined;
          const since = [...seen];
          seen.clear();
          settle(since);
        });
      });
    },
    stop() {
      end?.();
      clearImmediate(waiting);
    },
  };
}

/**
 * Contents that no row names. What this desk has not seen at the centre as it is now may be named again, by a command of
 * before that the centre has forgotten with a backup: it stays as long as the command is kept.
 */
function unnamed(db: ReadableDb): readonly Blob[] {
  const { epoch, resetting } = readSyncState(db);
  // Rows are being fetched anew: those that are missing may be on their way.
  if (resetting === 1) return [];
  return db
    .prepare<[string | null], Blob>(
      `SELECT id, sha256, bytes, is_whole, epoch FROM attachment_blob b
       WHERE (sha256 IS NULL OR NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = b.sha256))
         AND NOT EXISTS (SELECT 1 FROM attachment_upload u WHERE u.sha256 = b.sha256)
         AND NOT EXISTS (SELECT 1 FROM attachment_draft d WHERE d.sha256 = b.sha256)
         AND (epoch IS NULL OR epoch = ? OR NOT EXISTS (
           SELECT 1 FROM acknowledged_command c WHERE c.name = 'attachment.add' AND instr(c.args, b.sha256) > 0))
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE instr(o.args, b.sha256) > 0)`,
    )
    .all(epoch);
}

/** What the centre has, beyond `most`: the longest unused first. */
function overflow(db: ReadableDb, most: number): readonly Blob[] {
  const { epoch } = readSyncState(db);
  const kept = db
    .prepare<[string | null], Blob>(
      `SELECT id, sha256, bytes, is_whole, epoch FROM attachment_blob b
       WHERE epoch = ? AND is_whole = 1
         AND NOT EXISTS (SELECT 1 FROM attachment_upload u WHERE u.sha256 = b.sha256)
         AND NOT EXISTS (SELECT 1 FROM attachment_draft d WHERE d.sha256 = b.sha256)
       ORDER BY used_at DESC, id DESC`,
    )
    .all(epoch);
  let bytes = 0;
  return kept.filter((blob) => {
    bytes += blob.bytes;
    return bytes > most;
  });
}
