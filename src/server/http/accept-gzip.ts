import { createGunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { refusal } from './refusal.ts';

interface EncodedStream {
  receivedEncodedLength?: number;
}

/**
 * Takes compressed bodies on the routes of this scope, and says so with every answer (RFC 9110, Accept-Encoding in a
 * response). The route's limit is that of the body unfolded.
 */
export function acceptGzip(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => void reply.header('accept-encoding', 'gzip'));
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
    if (encoding === 'identity') return payload;
    if (encoding !== 'gzip')
      throw refusal(415, 'request.media-type', `no such encoding: ${encoding.slice(0, 40)}`);
    const unfolded = createGunzip() as ReturnType<typeof createGunzip> & EncodedStream;
    unfolded.receivedEncodedLength = 0;
    payload.on('data', (chunk: Buffer) => {
      unfolded.receivedEncodedLength = (unfolded.receivedEncodedLength ?? 0) + chunk.length;
    });
    payload.on('error', (error: Error) => unfolded.destroy(error));
    payload.pipe(unfolded);
    return unfolded;
  });
}
