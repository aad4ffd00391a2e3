import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { attachmentAdd } from '#shared/features/attachments/commands.ts';
import type { Subject } from '#shared/features/attachments/commands.ts';
import { largestFile, MB } from '#shared/files/file-limit.ts';
import { cleanFileName } from '#shared/files/file-name.ts';
import { MEDIA_TYPE, UNKNOWN_MEDIA_TYPE } from '#shared/features/attachments/model.ts';
import { CHUNK_BYTES } from '#shared/features/attachments/transfer.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';
import { addPiece, beginBlob, BLOB_TABLES, dropBlob, finishBlob } from './blobs.ts';
import { addDraft, DRAFT, draftById, dropDraft, findTwin, hasSubject, noteUpload, UPLOAD } from './store.ts';
import type { DraftRow } from './store.ts';

/** Files on their way from the window at once: a dropped folder is taken one after the other. */
const MOST = 8;

export interface ComingFile {
  readonly subject: Subject;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
}

interface Coming extends ComingFile {
  readonly hash: Hash;
  received: number;
  pieces: number;
}

/**
 * Files that come from the window piece by piece. The bytes are on the disk before anything says that the file is
 * attached; what never ends is gone with the next start (tidy.ts).
 */
export class Intake {
  readonly #host: Host;
  readonly #coming = new Map<string, Coming>();

  constructor(host: Host) {
    this.#host = host;
  }

  begin({ subject, fileName, mediaType, bytes }: ComingFile): { readonly id: string } {
    if (bytes === 0) throw new AppError('attachment.empty', 'nothing is in the file');
    const largest = largestFile(this.#host.currentSession());
    if (bytes > largest)
      throw new AppError('attachment.too-large', `a file of ${bytes} bytes`, {
        mb: Math.ceil(bytes / MB),
        most: largest / MB,
      });
    const [oldest] = this.#coming.keys();
    // A window that was closed tells nobody: whoever waits longest has left.
    if (this.#coming.size >= MOST && oldest !== undefined) this.drop(oldest);
    const host = this.#host;
    const id = host.newId();
    host.local(BLOB_TABLES, (db) => beginBlob(db, { id, sha256: null, bytes, at: host.clock.now() }), {
      isRepeatable: true,
    });
    const told = mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
    this.#coming.set(id, {
      ...{ subject, bytes, fileName: cleanFileName(fileName) },
      mediaType: MEDIA_TYPE.test(told) ? told : UNKNOWN_MEDIA_TYPE,
      ...{ hash: createHash('sha256'), received: 0, pieces: 0 },
    });
    return { id };
  }

  piece(id: string, piece: Uint8Array): void {
    const coming = this.#get(id);
    const isLast = coming.received + piece.length === coming.bytes;
    if (coming.received + piece.length > coming.bytes || (!isLast && piece.length !== CHUNK_BYTES)) {
      this.drop(id);
      throw new AppError('attachment.interrupted', 'other bytes than were announced');
    }
    coming.hash.update(piece);
    this.#host.local(BLOB_TABLES, (db) => addPiece(db, id, coming.pieces, piece), { isRepeatable: true });
    coming.received += piece.length;
    coming.pieces += 1;
  }

  /** @returns the attachment's id. */
  end(id: string): { readonly id: string } {
    const coming = this.#get(id);
    const host = this.#host;
    const { subject, fileName, mediaType, bytes } = coming;
    if (coming.received !== bytes) {
      this.drop(id);
      throw new AppError('attachment.interrupted', 'bytes are missing');
    }
    const sha256 = coming.hash.digest('hex');
    const twin = findTwin(host.db, { subject, sha256 });
    if (twin !== undefined) {
      this.drop(id);
      throw new AppError('attachment.twice', 'it is there already', { name: twin });
    }
    this.#coming.delete(id);
    const { userId } = host.session();
    const attachment: DraftRow = {
      ...{ id: host.newId(), subject_type: subject.type, subject_id: subject.id, file_name: fileName },
      ...{ media_type: mediaType, bytes, sha256, added_by: userId, added_at: host.clock.now() },
    };
    // Waits for the disk, and with it all pieces.
    host.local([...BLOB_TABLES, ...DRAFT], (db) => {
      finishBlob(db, { id, sha256 });
      addDraft(db, attachment);
    });
    if (hasSubject(host, subject)) this.attach(attachment);
    return { id: attachment.id };
  }

  /** What waited for its entry becomes an attachment; what came of a crash in between is done by whoever starts next. */
  attach(draft: DraftRow): void {
    const host = this.#host;
    const { id, subject_id: subjectId, sha256, added_by: userId } = draft;
    host.local(UPLOAD, (db) => noteUpload(db, { id, subjectId, sha256, userId }));
    if (!host.db.prepare('SELECT 1 FROM attachment WHERE id = ?').get(id))
      host.run(attachmentAdd, {
        ...{ id, subject: { type: draft.subject_type, id: draft.subject_id }, fileName: draft.file_name },
        ...{ mediaType: draft.media_type, bytes: draft.bytes, sha256 },
      });
    host.local(DRAFT, (db) => dropDraft(db, id));
  }

  drop(id: string): void {
    if (!this.#coming.delete(id)) return;
    this.#host.local(BLOB_TABLES, (db) => dropBlob(db, id));
  }

  dropDraft(id: string): void {
    if (draftById(this.#host.db, id)) this.#host.local(DRAFT, (db) => dropDraft(db, id));
  }

  isComing(id: string): boolean {
    return this.#coming.has(id);
  }

  #get(id: string): Coming {
    const coming = this.#coming.get(id);
    if (!coming) throw new AppError('attachment.interrupted', `no file ${id} is on its way`);
    return coming;
  }
}
