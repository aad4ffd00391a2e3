import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCentreClient } from './centre-client.ts';
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

const FILE = Buffer.from('0123456789');

async function read(url: string, from: number, timeoutMs = 5_000): Promise<string> {
  const client = createCentreClient({ url, token: 'secret', timeoutMs });
  const chunks: Uint8Array[] = [];
  for await (const chunk of client.fetchRange('/file', from, FILE.length, new AbortController().signal))
    chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (text) => text,
    (error: { code?: unknown }) => error.code ?? error,
  );

describe('fetching a file by ranges', () => {
  it('asks for the rest, under the token', async () => {
    const seen: unknown[] = [];
    const url = await serve(({ headers }, response) => {
      seen.push(headers.range, headers.authorization);
      const start = Number(/\d+/.exec(headers.range ?? '')?.[0]);
      response.writeHead(206, { 'content-range': `bytes ${start}-9/10` }).end(FILE.subarray(start));
    });
    expect(await read(url, 4)).toBe('456789');
    expect(seen).toEqual(['bytes=4-', 'Bearer secret']);
  });

  it.each<readonly [string, number, string, RequestListener]>([
    ['the whole file from its beginning', 0, '0123456789', (_, response) => response.end(FILE)],
    ['the whole file instead of a part', 4, 'centre.bad-reply', (_, response) => response.end(FILE)],
    [
      'another part',
      4,
      'centre.bad-reply',
      (_, response) => response.writeHead(206, { 'content-range': 'bytes 5-9/10' }).end(FILE.subarray(5)),
    ],
    [
      'more than there is',
      8,
      'centre.bad-reply',
      (_, response) => response.writeHead(206, { 'content-range': 'bytes 8-9/10' }).end('89abc'),
    ],
    [
      'a refusal',
      0,
      'snapshot.gone',
      (_, response) =>
        response.writeHead(404).end('{"error":{"code":"snapshot.gone","message":"gone","params":{}}}'),
    ],
    ['a redirect', 0, 'centre.refused', (_, response) => response.writeHead(302, { location: '/' }).end()],
  ])('meets %s', async (_name, from, expected, listener) => {
    expect(await codeOf(read(await serve(listener), from))).toBe(expected);
  });

  it('gives up a line on which nothing comes, and one that is cut', async () => {
    const silent = await serve((_, response) => void response.writeHead(200).write('012'));
    expect(await codeOf(read(silent, 0, 200))).toBe('centre.offline');
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('012');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await codeOf(read(cut, 0))).toBe('centre.offline');
  });
});

describe('back-pressure', () => {
  it('reads how long to stay away, also from a gateway', async () => {
    const url = await serve((_, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy'));
    const client = createCentreClient({ url });
    const error = await client.post('/x', {}, z.object({})).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CentreError);
    expect(error).toMatchObject({ status: 503, retryAfterMs: 7_000 });
  });

  it('packs what it sends once the centre has said that it takes it', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const isPacked = request.headers['content-encoding'] === 'gzip';
        const text = (isPacked ? gunzipSync(body) : body).toString();
        seen.push([isPacked, text.length]);
        response.setHeader('accept-encoding', 'gzip').end('{}');
      });
    });
    const client = createCentreClient({ url });
    const long = { text: 'x'.repeat(5_000) };
    for (const body of [long, long, { text: 'short' }]) await client.post('/x', body, z.object({}));
    const bytes = JSON.stringify(long).length;
    expect(seen).toEqual([
      [false, bytes],
      [true, bytes],
      [false, JSON.stringify({ text: 'short' }).length],
    ]);
  });
});
