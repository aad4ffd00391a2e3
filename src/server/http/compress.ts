import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const [gzipAsync, zstdAsync] = [promisify(gzip), promisify(zstdCompress)];

/** What fits one packet is not worth it. */
const MIN_BYTES = 1400;

interface Encoder {
  readonly name: string;
  readonly isTaken: RegExp;
  readonly pack: (text: string) => Promise<Buffer>;
}

/** The best first; both at their fastest: a desk that is filled waits for the centre rather than for its line. */
const ENCODERS: readonly Encoder[] = [
  {
    name: 'zstd',
    isTaken: taken('zstd'),
    pack: (text) => zstdAsync(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  },
  {
    name: 'gzip',
    isTaken: taken('gzip'),
    pack: (text) => gzipAsync(text, { level: constants.Z_BEST_SPEED }),
  },
];

/** An onSend hook: zstd or gzip where the client takes it. */
export async function compressReply(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || Buffer.byteLength(payload) < MIN_BYTES) return payload;
  void reply.header('vary', 'accept-encoding');
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoder = ENCODERS.find(({ isTaken }) => isTaken.test(accepted));
  if (!encoder) return payload;
  void reply.header('content-encoding', encoder.name).removeHeader('content-length');
  return encoder.pack(payload);
}

/** Named, and not with `q=0`. */
function taken(name: string): RegExp {
  return new RegExp(String.raw`\b${name}\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))`, 'i');
}
