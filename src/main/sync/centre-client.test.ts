import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkAddress, createCentreClient } from './centre-client.ts';
import { CentreError } from './faults.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answer = z.object({ kind: z.literal('fine') });
const fine = JSON.stringify({ kind: 'fine', later: 'ignored' });
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: { code?: unknown }) => error.code ?? error,
  );

describe('the client of the centre', () => {
  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('sends the token and JSON, takes %s, and parses what comes', async (encoding, pack) => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(
        request.method,
        request.url,
        request.headers.authorization,
        request.headers['accept-encoding'],
      );
      response.setHeader('content-encoding', encoding);
      response.end(pack(fine));
    });
    const client = createCentreClient({ url: `${url}/some/page`, token: 'secret' });
    expect(await client.post('/api/x', { a: 1 }, answer)).toEqual({ kind: 'fine' });
    expect(seen).toEqual(['POST', '/api/x', 'Bearer secret', 'gzip, zstd']);
  });

  it.each<readonly [string, string, RequestListener]>([
    ['text', 'centre.bad-reply', (_, response) => response.end('<html>hotel login</html>')],
    ['another shape', 'centre.bad-reply', (_, response) => response.end('{"kind":"other"}')],
    ['nothing', 'centre.bad-reply', (_, response) => response.end()],
    [
      'broken gzip',
      'centre.offline',
      (_, response) => response.setHeader('content-encoding', 'gzip').end('no gzip'),
    ],
    [
      'broken zstd',
      'centre.offline',
      (_, response) => response.setHeader('content-encoding', 'zstd').end('no zstd'),
    ],
    [
      'half a zstd',
      'centre.offline',
      (_, response) =>
        response.setHeader('content-encoding', 'zstd').end(zstdCompressSync(fine).subarray(0, -4)),
    ],
    [
      'zstd that wants much memory',
      'centre.offline',
      (_, response) =>
        response
          .setHeader('content-encoding', 'zstd')
          .end(zstdCompressSync(Buffer.alloc(20_000_000), { params: { [constants.ZSTD_c_windowLog]: 27 } })),
    ],
    [
      'too much zstd',
      'centre.bad-reply',
      (_, response) =>
        response.setHeader('content-encoding', 'zstd').end(zstdCompressSync(Buffer.alloc(5_000_000, 32))),
    ],
    [
      'too much',
      'centre.bad-reply',
      (_, response) =>
        response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000, 32))),
    ],
    [
      'a reply cut off',
      'centre.offline',
      (_, response) =>
        void response.writeHead(200, { 'content-length': 100 }).write('{"kind"', () => response.destroy()),
    ],
    [
      'a redirect',
      'centre.offline',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    ['a gateway', 'centre.offline', (_, response) => response.writeHead(503).end('upstream is away')],
    ['silence', 'centre.offline', () => {}],
    ['words of its own', 'centre.refused', (_, response) => response.writeHead(418).end('teapot')],
  ])('makes a clear error of %s', async (_name, code, listener) => {
    const client = createCentreClient({
      url: await serve(listener),
      timeoutMs: 300,
      maxReplyBytes: 1_000_000,
    });
    expect(await codeOf(client.post('/x', {}, answer))).toBe(code);
  });

  it("passes the centre's own refusal on", async () => {
    const error = { code: 'auth.expired', message: 'the token has expired', params: { since: 5 } };
    const url = await serve((_, response) => response.writeHead(401).end(JSON.stringify({ error })));
    const refusal = await createCentreClient({ url })
      .post('/x', {}, answer)
      .catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(CentreError);
    expect(refusal).toMatchObject({ status: 401, ...error });
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('unpacks a long answer in %s, whether its length was told before or not', async (encoding, pack) => {
    const numbers = z.array(z.number());
    const long = Buffer.from(JSON.stringify(Array.from({ length: 200_000 }, (_, index) => index)));
    const packed = pack(long);
    const url = await serve(({ url: path }, response) => {
      response.setHeader('content-encoding', encoding);
      if (path === '/told') response.setHeader('content-length', packed.length);
      else response.flushHeaders();
      response.end(packed);
    });
    for (const path of ['/told', '/untold'])
      expect(await createCentreClient({ url }).post(path, {}, numbers)).toEqual(JSON.parse(long.toString()));
    const { bytes, encoding: told } = await createCentreClient({ url }).postForPacked('/told', {});
    expect(told).toBe(encoding);
    expect(packed.equals(bytes)).toBe(true);
  });

  it('says offline where nobody listens, and gives the reason of an abort', async () => {
    const url = await serve(() => {});
    servers.splice(0).forEach((server) => server.close());
    expect(await codeOf(createCentreClient({ url }).post('/x', {}, answer))).toBe('centre.offline');
    const abort = new AbortController();
    const silent = createCentreClient({ url: await serve(() => abort.abort(new Error('stopped'))) });
    await expect(silent.post('/x', {}, answer, abort.signal)).rejects.toThrow('stopped');
  });
});

describe('the address of the centre', () => {
  it('is encrypted, or this machine', () => {
    const accepted = [
      'https://centre.example/x',
      'http://127.0.0.1:4780',
      'http://localhost:1',
      'http://[::1]:1',
      'http://127.9.8.7',
    ];
    expect(accepted.map((url) => checkAddress(url).origin)).toEqual([
      'https://centre.example',
      'http://127.0.0.1:4780',
      'http://localhost:1',
      'http://[::1]:1',
      'http://127.9.8.7',
    ]);
    const codes = [
      'http://centre.example',
      'http://127.0.0.1.example',
      'http://10.0.0.1',
      'ftp://127.0.0.1',
      'centre',
    ].map((url) => {
      try {
        return checkAddress(url).href;
      } catch (error) {
        return (error as { code?: string }).code;
      }
    });
    expect(codes).toEqual([
      'centre.insecure',
      'centre.insecure',
      'centre.insecure',
      'centre.bad-address',
      'centre.bad-address',
    ]);
  });
});
