import { chunksOf } from '#shared/features/attachments/transfer.ts';
import type { HeldPiece } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';

/** Contents on this desk, whole or still coming. */
export interface Blob {
  readonly id: string;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly is_whole: 0 | 1;
  readonly epoch: string | null;
}

export const BLOB_TABLES = ['attachment_blob', 'attachment_piece'];

const COLUMNS = 'id, sha256, bytes, is_whole, epoch';

export function wholeBlob(db: ReadableDb, sha256: string): Blob | undefined {
  return db
    .prepare<[string], Blob>(`SELECT ${COLUMNS} FROM attachment_blob WHERE sha256 = ? AND is_whole = 1`)
    .get(sha256);
}

/** A download that was cut off. */
export function comingBlob(db: ReadableDb, sha256: string): Blob | undefined {
  return db
    .prepare<[string], Blob>(`SELECT ${COLUMNS} FROM attachment_blob WHERE sha256 = ? AND is_whole = 0`)
    .get(sha256);
}

/** @param sha256 null: nobody knows it yet. */
export function beginBlob(
  db: WritableDb,
  { id, sha256, bytes, at }: { id: string; sha256: string | null; bytes: number; at: number },
): void {
  db.prepare(
    'INSERT INTO attachment_blob (id, sha256, bytes, is_whole, epoch, used_at) VALUES (?, ?, ?, 0, NULL, ?)',
  ).run(id, sha256, bytes, at);
}

export function addPiece(db: WritableDb, blobId: string, no: number, bytes: Uint8Array): void {
  db.prepare('INSERT OR IGNORE INTO attachment_piece (blob_id, no, bytes) VALUES (?, ?, ?)').run(
    ...[blobId, no, bytes],
  );
}

/** Numbers of the pieces that are here, ascending. */
export function piecesOf(db: ReadableDb, blobId: string): readonly number[] {
  return db
    .prepare<[string], number>('SELECT no FROM attachment_piece WHERE blob_id = ? ORDER BY no')
    .pluck()
    .all(blobId);
}

export function pieceOf(db: ReadableDb, blobId: string, no: number): Uint8Array | undefined {
  return db
    .prepare<[string, number], Uint8Array>('SELECT bytes FROM attachment_piece WHERE blob_id = ? AND no = ?')
    .pluck()
    .get(blobId, no);
}

/** Of contents that are whole here. */
export function heldPiece(db: ReadableDb, sha256: string, no: number): HeldPiece | undefined {
  const blob = wholeBlob(db, sha256);
  const bytes = blob && pieceOf(db, blob.id, no);
  return bytes && { bytes, isLast: no === chunksOf(blob.bytes) - 1 };
}

/** In order, one at a time. */
export function* bytesOf(db: ReadableDb, blobId: string): Generator<Uint8Array> {
  for (const no of piecesOf(db, blobId)) {
    const piece = pieceOf(db, blobId, no);
    if (piece) yield piece;
  }
}

/** All is here, and this is its digest. What was here already with this digest stays, and this one goes. */
export function finishBlob(db: WritableDb, { id, sha256 }: { id: string; sha256: string }): void {
  if (wholeBlob(db, sha256)) dropBlob(db, id);
  else db.prepare('UPDATE attachment_blob SET sha256 = ?, is_whole = 1 WHERE id = ?').run(sha256, id);
}

/** The centre's history `epoch` was seen to have it. */
export function confirmBlob(
  db: WritableDb,
  { sha256, epoch }: { sha256: string; epoch: string | null },
): void {
  db.prepare('UPDATE attachment_blob SET epoch = ? WHERE sha256 = ? AND is_whole = 1').run(epoch, sha256);
}

export function touchBlob(db: WritableDb, { sha256, at }: { sha256: string; at: number }): void {
  db.prepare('UPDATE attachment_blob SET used_at = ? WHERE sha256 = ?').run(at, sha256);
}

export function dropBlob(db: WritableDb, id: string): void {
  db.prepare('DELETE FROM attachment_piece WHERE blob_id = ?').run(id);
  db.prepare('DELETE FROM attachment_blob WHERE id = ?').run(id);
}
