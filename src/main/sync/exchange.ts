import { request as requestHttp } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { AppError } from '#shared/kernel/app-error.ts';
import { createUnpacker, knownEncoding, unfolded } from './packing.ts';
import type { Packed } from './packing.ts';

export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the other side takes a compressed body. */
  readonly pack?: boolean;
  readonly signal: AbortSignal;
  /** PEM: the only authorities that are believed; undefined: those that came with the program. */
  readonly ca: string | undefined;
  /** After decompression: a small reply may unfold into a huge one. */
  readonly maxReplyBytes: number;
  /** Whether the answer is unpacked elsewhere; `maxReplyBytes` are of what comes then. */
  readonly keepPacked?: boolean;
  /** Before the body is here. */
  readonly onHeaders?: ((headers: IncomingHttpHeaders, status: number) => void) | undefined;
}

export interface Answer extends Packed {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** What fits one packet is not worth it. */
const PACK_FROM_BYTES = 1400;
const gzipAsync = promisify(gzip);

/**
 * Posts, and reads the answer as a whole. `fetch` knows no authority of one's own.
 *
 * @throws {AppError} `centre.bad-reply` for one that is too long; errors of the network and of decompression as they come
 */
export async function exchange({
  url,
  headers,
  body: sent,
  pack = false,
  signal,
  ca,
  maxReplyBytes,
  keepPacked = false,
  onHeaders,
}: Exchange): Promise<Answer> {
  const plainBytes = Buffer.from(sent);
  const isPackedBody = pack && plainBytes.length >= PACK_FROM_BYTES;
  const bytes = isPackedBody ? await gzipAsync(plainBytes, { level: constants.Z_BEST_SPEED }) : plainBytes;
  const response = await send(
    url,
    {
      method: 'POST',
      signal,
      headers: {
        ...headers,
        'content-length': bytes.length,
        ...(isPackedBody && { 'content-encoding': 'gzip' }),
      },
      ...(ca !== undefined && { ca }),
    },
    bytes,
  );
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    response.destroy();
    // A redirect would carry the token to a stranger.
    throw new Error(`a redirect (${status})`);
  }
  onHeaders?.(response.headers, status);
  const { headers: told } = response;
  const encoding = keepPacked ? knownEncoding(told['content-encoding']) : '';
  const body = keepPacked ? response : unpack(response);
  return { status, bytes: await readAll(body, maxReplyBytes), encoding, headers: told };
}

/** One request; what comes back is not read yet. Errors of the network as they come. */
export function send(url: URL, options: RequestOptions, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    request.on('response', resolve);
    // After the response, errors reach its reader; this listener keeps them from being thrown besides.
    request.on('error', reject);
    request.end(body);
  });
}

const LEAST_PIECE_BYTES = 16 * 1024;
const MOST_PIECE_BYTES = 512 * 1024;

/**
 * How much is unpacked at a time: each piece is a way to another thread and back. A long page comes in a handful of
 * them; a short answer needs no more memory than it is long.
 */
function pieceOf(contentLength: string | undefined): number {
  const packed = Number(contentLength);
  const whole = Number.isFinite(packed) ? unfolded(packed) : 0;
  return Math.min(Math.max(whole, LEAST_PIECE_BYTES), MOST_PIECE_BYTES);
}

/** A reply that is cut off fails the unpacking too, instead of leaving it waiting. */
function unpack(response: IncomingMessage): AsyncIterable<Buffer> {
  const { 'content-encoding': encoding, 'content-length': length } = response.headers;
  const unpacker = createUnpacker(encoding, pieceOf(length));
  if (!unpacker) return response;
  response.on('error', (error) => unpacker.destroy(error));
  unpacker.on('error', () => response.destroy());
  return response.pipe(unpacker);
}

/** @throws {AppError} `centre.bad-reply` as soon as there are more of them */
export async function readAll(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AppError('centre.bad-reply', `a reply of more than ${maxBytes} bytes`);
    kept.push(chunk);
  }
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of kept) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
