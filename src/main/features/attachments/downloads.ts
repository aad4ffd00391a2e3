import { createHash } from 'node:crypto';
import { chunkLength, chunksOf, FETCH_PATH, fetchReply } from '#shared/features/attachments/transfer.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';
import { readSyncState } from '../../replica/sync-state.ts';
import {
  addPiece,
  beginBlob,
  BLOB_TABLES,
  bytesOf,
  comingBlob,
  confirmBlob,
  dropBlob,
  finishBlob,
  piecesOf,
  touchBlob,
  wholeBlob,
} from './blobs.ts';
import { attachmentById } from './queries.ts';
import type { DraftRow } from './store.ts';
import type { Transfers } from './transfers.ts';

interface Running {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Brings contents here, each once however often it is asked for; what was cut off goes on where it was. */
export class Downloads {
  readonly #host: Host;
  readonly #transfers: Transfers;
  readonly #running = new Map<string, Running>();

  constructor(host: Host, transfers: Transfers) {
    this.#host = host;
    this.#transfers = transfers;
  }

  /**
   * Resolves when the contents of this attachment are here.
   * @throws AppError `attachment.gone`, `attachment.stopped`, and as Host.centre does
   */
  fetch(id: string): Promise<void> {
    const attachment = attachmentById(this.#host.db, id);
    if (!attachment) throw new AppError('attachment.gone', `no attachment ${id}`);
    if (wholeBlob(this.#host.db, attachment.sha256)) return Promise.resolve();
    const running = this.#running.get(attachment.sha256);
    if (running) return running.done;
    const abort = new AbortController();
    const done = this.#bring(attachment, abort.signal).finally(() => {
      this.#running.delete(attachment.sha256);
      this.#transfers.end(id);
    });
    this.#running.set(attachment.sha256, { abort, done });
    return done;
  }

  stop(id: string): void {
    const sha256 = attachmentById(this.#host.db, id)?.sha256;
    if (sha256 !== undefined) this.#running.get(sha256)?.abort.abort();
  }

  isRunning(sha256: string): boolean {
    return this.#running.has(sha256);
  }

  stopAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
  }

  async #bring({ id, sha256, bytes }: DraftRow, signal: AbortSignal): Promise<void> {
    const host = this.#host;
    const at = host.clock.now();
    const begun = comingBlob(host.db, sha256);
    const blobId = begun?.id ?? host.newId();
    if (!begun)
      host.local(BLOB_TABLES, (db) => beginBlob(db, { id: blobId, sha256, bytes, at }), {
        isRepeatable: true,
      });
    const here = new Set(piecesOf(host.db, blobId));
    let done = [...here].reduce((sum, no) => sum + chunkLength(bytes, no), 0);
    for (let no = 0; no < chunksOf(bytes); no += 1) {
      if (here.has(no)) continue;
      this.#transfers.set(id, { way: 'down', done, total: bytes });
      const { base64 } = await host.centre(FETCH_PATH, { id, no }, fetchReply);
      if (signal.aborted) throw new AppError('attachment.stopped', 'stopped');
      const piece = Buffer.from(base64, 'base64');
      if (piece.length !== chunkLength(bytes, no))
        throw new AppError('centre.bad-reply', `chunk ${no} has another length`);
      host.local(BLOB_TABLES, (db) => addPiece(db, blobId, no, piece), { isRepeatable: true });
      done += piece.length;
    }
    this.#finish(blobId, sha256);
  }

  #finish(blobId: string, sha256: string): void {
    const host = this.#host;
    const hash = createHash('sha256');
    for (const piece of bytesOf(host.db, blobId)) hash.update(piece);
    if (hash.digest('hex') !== sha256) {
      host.local(BLOB_TABLES, (db) => dropBlob(db, blobId));
      throw new AppError('centre.bad-reply', 'the file is not what it is said to be');
    }
    const { epoch } = readSyncState(host.db);
    host.local(BLOB_TABLES, (db) => {
      finishBlob(db, { id: blobId, sha256 });
      confirmBlob(db, { sha256, epoch });
      touchBlob(db, { sha256, at: host.clock.now() });
    });
  }
}
