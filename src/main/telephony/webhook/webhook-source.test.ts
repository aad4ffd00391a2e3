import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { ServerOptions, WebSocket } from 'ws';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { LinkState } from '../telephony-source.ts';
import { createWebhookSource } from './webhook-source.ts';

/** The conformance suite runs with a real centre: test/integration/centre/webhook-source.test.ts. */

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function centre(welcome: (socket: WebSocket) => void, options: ServerOptions = {}): Promise<string> {
  const server = new WebSocketServer({ ...options, host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  server.on('connection', welcome);
  cleanups.push(async () => {
    server.clients.forEach((client) => client.terminate());
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answering(status: number): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end());
  server.on('upgrade', (_request, socket) => {
    // Refused, the client may cut the line before it has read why.
    socket.on('error', () => undefined);
    socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function listen(url: string, pingMs = 60_000) {
  const events: CallEvent[] = [];
  const states: LinkState[] = [];
  const source = createWebhookSource({
    centre: { current: () => ({ url, token: 'secret' }), onChange: () => () => undefined },
    backoff: { baseMs: 5, capMs: 20 },
    timing: { connectMs: 5_000, pingMs },
  });
  source.onCall((event) => events.push(event));
  source.onState((state) => states.push(state));
  cleanups.push(() => source.stop());
  source.start();
  const fault = (code: string): Promise<void> =>
    vi.waitFor(() => {
      expect(states.map((state) => ('cause' in state ? state.cause.code : state.stage))).toContain(code);
    }, 5_000);
  return { source, events, states, fault };
}

const call = { id: 'a', direction: 'in', phase: 'ringing', line: 'w0', number: '0221', withheld: false };
const list = JSON.stringify({
  calls: [{ ...call, dialled: null, end: null, takenBy: null, later: 1 }],
  later: 1,
});

describe('the webhook source', () => {
  it('is ready with the first list, not before, and takes what a later version adds', async () => {
    const sockets: WebSocket[] = [];
    const url = await centre((socket) => sockets.push(socket));
    const { source, events } = listen(url);
    await vi.waitFor(() => expect(source.state.stage).toBe('resync'));
    sockets[0]?.send(list);
    await vi.waitFor(() => expect(source.state.stage).toBe('ready'));
    expect(events).toMatchObject([{ type: 'ringing', call: 'a', from: { number: '0221' } }]);
  });

  it.each(['garbage', '[]', '{"calls":[{}]}', '{"calls":{}}', 'null', list.replace('"w0"', '7')])(
    'is no centre’s where it says %s',
    async (message) => {
      const { fault, events } = listen(await centre((socket) => socket.send(message)));
      await fault('not-a-pbx');
      expect(events).toEqual([]);
    },
  );

  it('cuts off who says too much', async () => {
    const { fault } = listen(await centre((socket) => socket.send(`{"x":"${'x'.repeat(300_000)}"}`)));
    await fault('unreachable');
  });

  it('notices a dead centre', async () => {
    const url = await centre((socket) => socket.send(list), { autoPong: false });
    await listen(url, 30).fault('no-answer');
  });

  it.each([
    [401, 'wrong-secret', 'refused'],
    [404, 'not-a-pbx', 'waiting'],
    [503, 'unreachable', 'waiting'],
  ])('tells HTTP %i by its cause', async (status, code, stage) => {
    const { fault, states } = listen(await answering(status));
    await fault(code);
    expect(states.at(1)?.stage).toBe(stage);
  });

  it('keeps a call over a broken link that goes on at the centre', async () => {
    const sockets: WebSocket[] = [];
    const url = await centre((socket) => {
      sockets.push(socket);
      socket.send(list);
    });
    const { source, events } = listen(url);
    await vi.waitFor(() => expect(source.state.stage).toBe('ready'));
    sockets[0]?.terminate();
    await vi.waitFor(() => expect(sockets).toHaveLength(2));
    await vi.waitFor(() => expect(source.state.stage).toBe('ready'));
    expect(events.map(({ type }) => type)).toEqual(['ringing']);
    sockets[1]?.send('{"calls":[]}');
    await vi.waitFor(() => expect(events).toHaveLength(2));
    expect(events[1]).toMatchObject({ type: 'ended', reason: 'unobserved' });
  });
});
