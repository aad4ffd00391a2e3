import { createHash } from 'node:crypto';
import type { Principal } from '#server/auth/principal.ts';
import { refusal } from '#server/http/refusal.ts';
import type { RowContents } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { findRow } from '#server/sync/entity-rows.ts';
import { mayRead } from '#shared/access/access.ts';
import { attachmentTable } from '#shared/features/attachments/model.ts';
import { chunkLength, chunksOf } from '#shared/features/attachments/transfer.ts';

type Sight = Pick<Principal, 'actor' | 'scopeIds' | 'grants'>;

interface Attachment {
  readonly sha256: string;
  readonly bytes: number;
}

const gone = (id: string) => refusal(404, 'attachment.gone', `no attachment ${id}`);

/**
 * What may be read. @throws AppError 404 `attachment.gone`: there is none of that id, or none for this person: out of its
 * scopes, out of its reach
 */
export async function readable(tx: Tx, { scopeIds, grants }: Sight, id: string): Promise<Attachment> {
  const stored = await findRow(tx, attachmentTable, id);
  if (!stored || stored.deleted || !scopeIds.includes(stored.row.scope_id)) throw gone(id);
  if (!mayRead(grants, attachmentTable, stored.row)) throw gone(id);
  return attachmentOf(stored.row);
}

/**
 * What may be uploaded: as {@link readable}, and what this person has added, wherever it has gone since (a restriction).
 * Until the commit nobody can take it away: an erasure waits, or has taken it before.
 *
 * @throws AppError 404 `attachment.gone`; 422 `attachment.wrong-hash` where it says something else than who asks
 */
export async function fillable(
  tx: Tx,
  sight: Sight,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
): Promise<Attachment> {
  await tx.query('SELECT FROM attachment WHERE tenant_id = $1 AND id = $2 FOR SHARE', [tx.tenantId, id]);
  const stored = await findRow(tx, attachmentTable, id);
  const isOwn = stored?.deleted === false && stored.row['added_by'] === sight.actor.userId;
  const attachment = isOwn ? attachmentOf(stored.row) : await readable(tx, sight, id);
  if (attachment.sha256 !== sha256)
    throw refusal(422, 'attachment.wrong-hash', 'the attachment is another file');
  return attachment;
}

const attachmentOf = (row: Readonly<Record<string, unknown>>): Attachment => ({
  sha256: String(row['sha256']),
  bytes: Number(row['bytes']),
});

interface FileRow {
  readonly bytes: number;
  readonly isWhole: boolean;
}

async function fileOf(tx: Tx, sha256: string): Promise<FileRow | undefined> {
  const [file] = await tx.query<FileRow & object>(
    `SELECT bytes, whole_at IS NOT NULL AS "isWhole" FROM attachment_file WHERE tenant_id = $1 AND sha256 = $2`,
    [tx.tenantId, sha256],
  );
  return file;
}

/** Numbers of the chunks that are not here; none: the file is whole. */
export async function missingChunks(tx: Tx, { sha256, bytes }: Attachment): Promise<readonly number[]> {
  const all = Array.from({ length: chunksOf(bytes) }, (_, no) => no);
  const file = await fileOf(tx, sha256);
  if (!file) return all;
  if (file.isWhole) return [];
  const here = await tx.query<{ no: number }>(
    'SELECT no FROM attachment_chunk WHERE tenant_id = $1 AND sha256 = $2',
    [tx.tenantId, sha256],
  );
  const known = new Set(here.map(({ no }) => no));
  const missing = all.filter((no) => !known.has(no));
  // All are there and nobody has closed it: the last one is asked for again, and closes it.
  return missing.length > 0 ? missing : all.slice(-1);
}

/** What became of a chunk. `wrong`: all are here, and they are another file; none of them is kept. */
export type Taken = 'more' | 'whole' | 'wrong';

/**
 * Keeps a chunk; with the last one the digest of all is compared.
 * @throws AppError 400 `attachment.bad-chunk`: no chunk of this file has this number or length
 */
export async function takeChunk(
  tx: Tx,
  { sha256, bytes }: Attachment,
  { no, chunk, now }: { readonly no: number; readonly chunk: Buffer; readonly now: number },
): Promise<Taken> {
  if (chunk.length === 0 || chunk.length !== chunkLength(bytes, no))
    throw refusal(400, 'attachment.bad-chunk', `chunk ${no} is not ${chunk.length} bytes long`);
  await tx.query(
    `INSERT INTO attachment_file (tenant_id, sha256, bytes) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id, sha256) DO NOTHING`,
    [tx.tenantId, sha256, bytes],
  );
  // Whoever sends the same file at the same time waits here.
  const [file] = await tx.query<FileRow & object>(
    `SELECT bytes, whole_at IS NOT NULL AS "isWhole" FROM attachment_file
     WHERE tenant_id = $1 AND sha256 = $2 FOR UPDATE`,
    [tx.tenantId, sha256],
  );
  if (file?.isWhole) return file.bytes === bytes ? 'whole' : 'wrong';
  if (file && file.bytes !== bytes) {
    // Somebody has said another length of the same digest: one of the two is wrong, and the digest tells which.
    await tx.query('DELETE FROM attachment_chunk WHERE tenant_id = $1 AND sha256 = $2', [
      tx.tenantId,
      sha256,
    ]);
    await tx.query('UPDATE attachment_file SET bytes = $3 WHERE tenant_id = $1 AND sha256 = $2', [
      ...[tx.tenantId, sha256, bytes],
    ]);
  }
  await tx.query(
    `INSERT INTO attachment_chunk (tenant_id, sha256, no, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, sha256, no) DO NOTHING`,
    [tx.tenantId, sha256, no, chunk],
  );
  const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
    'SELECT count(*) AS count FROM attachment_chunk WHERE tenant_id = $1 AND sha256 = $2',
    [tx.tenantId, sha256],
  );
  if (count < chunksOf(bytes)) return 'more';
  if ((await digestOf(tx, sha256, chunksOf(bytes))) !== sha256) {
    await tx.query('DELETE FROM attachment_file WHERE tenant_id = $1 AND sha256 = $2', [tx.tenantId, sha256]);
    return 'wrong';
  }
  await tx.query('UPDATE attachment_file SET whole_at = $3 WHERE tenant_id = $1 AND sha256 = $2', [
    ...[tx.tenantId, sha256, now],
  ]);
  return 'whole';
}

/** Chunk by chunk: a file is never in memory as a whole. */
async function digestOf(tx: Tx, sha256: string, chunks: number): Promise<string> {
  const hash = createHash('sha256');
  for (let no = 0; no < chunks; no += 1) hash.update((await chunkOf(tx, sha256, no)) ?? '');
  return hash.digest('hex');
}

/** For the file about a person, whose rights are asked for where that is made. */
export const attachmentContents: RowContents = {
  of: (row) => ({ name: typeof row['file_name'] === 'string' ? row['file_name'] : '', ...attachmentOf(row) }),
  async piece(tx, row, no) {
    const { sha256, bytes } = attachmentOf(row);
    const file = await fileOf(tx, sha256);
    const chunk = file?.isWhole ? await chunkOf(tx, sha256, no) : undefined;
    return chunk && { bytes: chunk, isLast: no === chunksOf(bytes) - 1 };
  },
};

/** @throws AppError 404 `attachment.not-uploaded`: the desk it was added at has not sent it yet */
export async function readChunk(tx: Tx, { sha256 }: Attachment, no: number): Promise<Buffer> {
  const file = await fileOf(tx, sha256);
  if (!file?.isWhole) throw refusal(404, 'attachment.not-uploaded', 'its contents have not been sent yet');
  const chunk = await chunkOf(tx, sha256, no);
  if (!chunk) throw refusal(400, 'attachment.bad-chunk', `there is no chunk ${no}`);
  return chunk;
}

async function chunkOf(tx: Tx, sha256: string, no: number): Promise<Buffer | undefined> {
  const [chunk] = await tx.query<{ bytes: Buffer }>(
    'SELECT bytes FROM attachment_chunk WHERE tenant_id = $1 AND sha256 = $2 AND no = $3',
    [tx.tenantId, sha256, no],
  );
  return chunk?.bytes;
}
