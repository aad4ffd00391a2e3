import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { ServerOptions } from 'ws';
import { openHintChannel } from './hint-channel.ts';
import { systemDelay } from './system-delay.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function serve(
  port = 0,
  options: ServerOptions = {},
): Promise<{ server: WebSocketServer; url: string; port: number }> {
  const server = new WebSocketServer({ ...options, host: '127.0.0.1', port });
  await once(server, 'listening');
  cleanups.push(async () => {
    server.clients.forEach((client) => client.terminate());
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${address.port}`, port: address.port };
}

function listen(url: string, pingMs = 60_000) {
  const heard: unknown[] = [];
  const abort = new AbortController();
  cleanups.push(async () => abort.abort());
  const line = openHintChannel(
    {
      url,
      token: 'secret',
      random: Math.random,
      delay: systemDelay,
      pingMs,
      backoff: { firstMs: 5, capMs: 20 },
    },
    {
      hint: (ver) => heard.push(ver),
      connected: (isConnected) => heard.push(isConnected),
      answered: ({ cursor }, reply) => heard.push([cursor, reply.kind]),
    },
    abort.signal,
  );
  return { heard, abort, line };
}

describe('the hint channel', () => {
  it('shows its token, hears hints, and ignores what is none', async () => {
    const { server, url } = await serve();
    const headers: unknown[] = [];
    server.on('connection', (socket, request: IncomingMessage) => {
      headers.push(request.url, request.headers.authorization);
      for (const message of [
        '{"ver":7}',
        'garbage',
        '{"ver":-1}',
        '{"ver":"8"}',
        '[]',
        '{"ver":9,"later":1}',
      ])
        socket.send(message);
    });
    const { heard } = listen(url);
    await vi.waitFor(() => expect(heard).toEqual([true, 7, 9]));
    expect(headers).toEqual(['/api/sync/hints', 'Bearer secret']);
  });

  it('lays a pull down and hears its answer; a centre that closes for it is asked nothing more there', async () => {
    const { server, url } = await serve();
    const laid: unknown[] = [];
    server.on('connection', (socket) => {
      socket.send('{"ver":3,"answers":true}');
      socket.on('message', (data: Buffer) => {
        const { seq, pull } = JSON.parse(data.toString()) as { seq: number; pull: unknown };
        laid.push(pull);
        const reply = { kind: 'upgrade', minSchema: 2 };
        if (laid.length === 1) socket.send(JSON.stringify({ ver: 4, to: seq, reply }));
        else socket.close(1007, 'not a pull');
      });
    });
    const { heard, line } = listen(url);
    const pull = { client: 'c', epoch: 'e', schema: 1, cursor: 3, tables: [] };
    line.lay(pull);
    await vi.waitFor(() => expect(heard).toEqual([true, 3, [3, 'upgrade']]));
    line.lay(pull);
    await vi.waitFor(() => expect(heard.slice(3)).toEqual([false, true, 3]));
    line.lay(pull);
    for (const socket of server.clients) socket.send('{"ver":5}');
    await vi.waitFor(() => expect(heard.at(-1)).toBe(5));
    expect(laid).toEqual([pull, pull]);
  });

  it('connects anew when the centre closes, is away and comes back', async () => {
    const first = await serve();
    const { heard } = listen(first.url);
    await vi.waitFor(() => expect(heard).toEqual([true]));
    await cleanups.shift()?.();
    await vi.waitFor(() => expect(heard).toEqual([true, false]));
    const { server } = await serve(first.port);
    server.on('connection', (socket) => socket.send('{"ver":3}'));
    await vi.waitFor(() => expect(heard).toEqual([true, false, true, 3]));
  });

  it('notices a half-open channel: nothing comes back to a ping', async () => {
    // Never a pong: as when a cable is pulled, but for the handshake.
    const { url } = await serve(0, { autoPong: false });
    const { heard } = listen(url, 30);
    await vi.waitFor(() => expect(heard.slice(0, 3)).toEqual([true, false, true]));
  });

  it('survives a stranger at the other end, a too large message, and stops for good when aborted', async () => {
    const stranger = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('HTTP/1.1 200 OK\r\n\r\nhello'),
    ).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    cleanups.push(() => new Promise((resolve) => stranger.close(resolve)));
    let visits = 0;
    stranger.on('connection', () => visits++);
    const refused = listen(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}`);
    await vi.waitFor(() => expect(visits).toBeGreaterThan(2));
    expect(refused.heard).toEqual([]);
    refused.abort.abort();

    const { server, url } = await serve();
    server.on('connection', (socket) => socket.send(`{"ver":1,"x":"${'x'.repeat(100_000)}"}`));
    const { heard, abort } = listen(url);
    await vi.waitFor(() => expect(heard.slice(0, 3)).toEqual([true, false, true]));
    abort.abort();
    await vi.waitFor(() => expect(server.clients.size).toBe(0));
  });
});
