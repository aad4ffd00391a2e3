import { z } from 'zod';
import { idSchema } from '../../kernel/ref.ts';
import { SHA256 } from './model.ts';

/*
 * How bytes travel between a desk and the centre: in chunks of one size, each a request of its own, so that a line that
 * breaks costs one chunk. The centre says what it lacks; what it has is never sent twice.
 */

/** Bytes of every chunk but the last. */
export const CHUNK_BYTES = 256 * 1024;
const MAX_BASE64 = Math.ceil(CHUNK_BYTES / 3) * 4;
/** Of a request with a chunk in it. */
export const CHUNK_BODY_BYTES = MAX_BASE64 + 4096;

/** Which chunks of this attachment's file the centre lacks; none: it has the file. */
export const UPLOAD_PATH = '/api/attachments/upload';
/** One chunk for the centre. */
export const CHUNK_PATH = '/api/attachments/chunk';
/** One chunk for the desk. */
export const FETCH_PATH = '/api/attachments/fetch';

const sha256 = z.string().regex(SHA256);
const no = z.int().nonnegative().max(10_000);
const base64 = z.base64().max(MAX_BASE64);

/** `sha256` says that who asks knows what is in it: it tells nothing, and lets a damaged copy be noticed early. */
export const uploadRequest = z.object({ id: idSchema, sha256 });
export const uploadReply = z.object({ missing: z.array(no) });
export const chunkRequest = z.object({ id: idSchema, sha256, no, base64 });
/** Whether the file is whole now; its digest has been compared. */
export const chunkReply = z.object({ isWhole: z.boolean() });
export const fetchRequest = z.object({ id: idSchema, no });
export const fetchReply = z.object({ base64 });

export const chunksOf = (bytes: number): number => Math.ceil(bytes / CHUNK_BYTES);

/** Bytes of chunk `of` a file of `bytes`; 0: the file has none of that number. */
export function chunkLength(bytes: number, of: number): number {
  return Math.max(0, Math.min(CHUNK_BYTES, bytes - of * CHUNK_BYTES));
}
