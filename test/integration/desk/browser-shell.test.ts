import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createIpcRouter } from '#main/ipc/router.ts';
import type { IpcRouter } from '#main/ipc/router.ts';
import { createHandedFiles } from '#main/shells/browser/handed-files.ts';
import type { HandedFiles } from '#main/shells/browser/handed-files.ts';
import { createBrowserServer } from '#main/shells/browser/server.ts';
import type { BrowserServer } from '#main/shells/browser/server.ts';
import { call, defineContract, implement, returns } from '#shared/ipc/contract.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { until } from '#test/support/until.ts';
import { openPage } from './page.ts';

const contract = defineContract('echo', {
  say: call(z.object({ text: z.string() }), returns<string>()),
  cycle: call(z.object({}), returns<unknown>()),
  wait: call(z.object({}), returns<string>()),
});

let home: string;
let asked: unknown[];
let answerWaiting: () => void;
let router: IpcRouter;
let server: BrowserServer;
let files: HandedFiles;
let origin: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rufblatt-shell-'));
  await mkdir(join(home, 'root', 'assets'), { recursive: true });
  await writeFile(join(home, 'root', 'index.html'), '<!doctype html><title>desk</title>');
  await writeFile(join(home, 'root', 'assets', 'a.js'), 'export {};');
  await writeFile(join(home, 'secret.txt'), 'outside');
  asked = [];
  const echo = createIpcRouter(
    [
      implement(contract, {
        say: ({ text }) => text,
        cycle: () => {
          const around: { self?: unknown } = {};
          around.self = around;
          return around;
        },
        wait: () => new Promise((resolve) => (answerWaiting = () => resolve('at last'))),
      }),
    ],
    createRecordedLog(),
  );
  router = { ...echo, call: (channel, args) => (asked.push(channel), echo.call(channel, args)) };
  files = createHandedFiles();
  server = createBrowserServer({
    ...{ router, root: join(home, 'root'), port: 0, files, log: createRecordedLog() },
  });
  await server.start();
  ({ origin } = new URL(server.address));
});
afterEach(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The path goes out as it is written: `fetch` would tidy it up, and would not send a foreign Host. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asking.on('error', reject).end();
  });
}

const startPath = (): string => new URL(server.address).pathname + new URL(server.address).search;
async function redeem(): Promise<string> {
  const { headers } = await get(startPath());
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Resolves with `open`, the HTTP status of a refusal, or the code of the close that came first. */
function upgrade(
  headers: Record<string, string>,
  path = '/ipc',
): Promise<{ readonly got: 'open' | number; readonly socket: WebSocket }> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers });
  return new Promise((resolve) => {
    socket.once('open', () => resolve({ got: 'open', socket }));
    socket.once('unexpected-response', (asking, response) => {
      asking.destroy();
      resolve({ got: response.statusCode ?? 0, socket });
    });
    socket.once('close', (code) => resolve({ got: code, socket }));
    socket.on('error', () => undefined);
  });
}

/** The HTTP status of a refused handshake, or the code of the close of a socket that was opened to be told. */
async function refusalOf(headers: Record<string, string>): Promise<number> {
  const { got, socket } = await upgrade(headers);
  return got === 'open' ? new Promise((resolve) => socket.once('close', resolve)) : got;
}

describe('the start address', () => {
  it('becomes a cookie that scripts and other sites do not get, and leaves the address bar', async () => {
    const { status, headers } = await get(startPath());
    expect([status, headers.location]).toEqual([303, '/']);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^rufblatt_desk_\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('has a cookie of its own beside another desk on this machine', async () => {
    const other = createBrowserServer({
      router,
      root: join(home, 'root'),
      port: 0,
      log: createRecordedLog(),
    });
    await other.start();
    const [theirs] = (await fetch(other.address, { redirect: 'manual' })).headers.getSetCookie();
    const nameOf = (cookie = ''): string => cookie.split('=')[0] ?? '';
    expect(nameOf(theirs)).toMatch(/^rufblatt_desk_/);
    expect(nameOf(theirs)).not.toBe(nameOf(await redeem()));
    await other.stop();
  });

  it('can be redeemed again until a page has connected; each time ends the one before', async () => {
    const [preview, browser] = [await redeem(), await redeem()];
    expect((await get('/', { cookie: preview })).status).toBe(401);
    expect((await get('/', { cookie: browser })).status).toBe(200);
    expect(await refusalOf({ cookie: preview, origin })).toBe(4401);
    const { socket } = await upgrade({ cookie: browser, origin });
    const spent = await get(startPath());
    expect([spent.status, spent.headers['set-cookie']]).toEqual([403, undefined]);
    expect(spent.body).toContain('anderen Browserfenster');
    expect((await get('/', { cookie: browser })).status).toBe(200);
    socket.terminate();
  });

  it('opened again by its own browser leads back to the desk, with the session it has', async () => {
    const cookie = await redeem();
    const { socket } = await upgrade({ cookie, origin });
    const again = await get(startPath(), { cookie });
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([
      303,
      '/',
      undefined,
    ]);
    socket.terminate();
  });

  it.each([
    '/?token=',
    '/?token=x',
    '/?token=x&token=y',
    '/index.html?token=TOKEN',
    '/ipc?token=TOKEN',
    '//?token=TOKEN',
  ])('is not %s', async (path) => {
    const token = new URL(server.address).searchParams.get('token') ?? '';
    const { status, headers } = await get(path.replace('TOKEN', token));
    expect([401, 403, 404]).toContain(status);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each(['HEAD', 'POST', 'OPTIONS', 'PUT'])('is not redeemed by %s', async (method) => {
    const { status, headers } = await get(startPath(), {}, method);
    expect([status, headers['set-cookie']]).toEqual([401, undefined]);
  });
});

describe('a request', () => {
  it.each(['/', '/index.html', '/assets/a.js', '/nothing', '/ipc', '/../secret.txt'])(
    'without the cookie gets nothing of %s',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(401);
      expect(body).not.toMatch(/<title>desk|export|outside/);
    },
  );

  it('for a file is answered with the cookie alone, once, by a policy of its own', async () => {
    const address = files.offer({
      name: 'Brief.pdf',
      mediaType: 'application/pdf',
      bytes: Buffer.from('geheim'),
    });
    const stranger = await get(address);
    expect([stranger.status, stranger.body.includes('geheim')]).toEqual([401, false]);
    const cookie = await redeem();
    const { status, headers, body } = await get(address, { cookie });
    expect([status, body]).toEqual([200, 'geheim']);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
    });
    expect((await get(address, { cookie })).status).toBe(404);
  });

  it('with the cookie gets the app, with a policy that lets nothing else in', async () => {
    const { status, headers, body } = await get('/', { cookie: await redeem() });
    expect([status, body]).toEqual([200, '<!doctype html><title>desk</title>']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/', '/assets/a.js'])('for %s is never shared with another origin', async (path) => {
    const cookie = await redeem();
    for (const headers of [{ cookie }, { cookie, origin }, { cookie, origin: 'https://evil.example' }]) {
      const answer = await get(path, headers);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    const preflight = await get(
      path,
      { cookie, origin: 'https://evil.example', 'access-control-request-method': 'GET' },
      'OPTIONS',
    );
    expect(preflight.status).toBe(403);
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'to the host %s is refused, cookie or not',
    async (host) => {
      const cookie = await redeem();
      for (const path of ['/', startPath(), '/ipc']) {
        const answer = await get(path, { host, cookie });
        expect([answer.status, answer.headers['set-cookie']]).toEqual([421, undefined]);
      }
    },
  );

  it('from a page of another site is refused, cookie or not', async () => {
    const cookie = await redeem();
    for (const foreign of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://${new URL(origin).host}`,
    ])
      expect((await get('/', { cookie, origin: foreign })).status).toBe(403);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/index.html%00.js',
    '//etc/passwd',
    '/%c0%ae%c0%ae/secret.txt',
  ])('does not climb out of the app with %s', async (path) => {
    const { status, body } = await get(path, { cookie: await redeem() });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('outside');
  });
});

describe('a connection of a page', () => {
  it.each<[string, (cookie: string) => Record<string, string>, number]>([
    ['without the cookie', () => ({ origin }), 4401],
    ['with a wrong cookie', (cookie) => ({ cookie: `${cookie}x`, origin }), 4401],
    ['of another site', (cookie) => ({ cookie, origin: 'https://evil.example' }), 403],
    ['of another site without the cookie', () => ({ origin: 'https://evil.example' }), 403],
    ['without an origin', (cookie) => ({ cookie }), 403],
    ['without origin and cookie', () => ({}), 403],
    ['to another host', (cookie) => ({ cookie, origin, host: 'evil.example' }), 421],
    ['to another host without the cookie', () => ({ origin, host: 'evil.example' }), 421],
  ])('%s is refused', async (_who, headers, status) => {
    expect(await refusalOf(headers(await redeem()))).toBe(status);
    expect(asked).toEqual([]);
  });

  it.each(['/', '/index.html', '/ipc/', '/nothing'])(
    'without the cookie is not even told so at %s',
    async (path) => {
      expect((await upgrade({ origin }, path)).got).toBe(401);
    },
  );

  it('of before a restart is told that its session is over, hears no event and is not asked', async () => {
    const cookie = await redeem();
    const port = Number(new URL(origin).port);
    await server.stop();
    server = createBrowserServer({ router, root: join(home, 'root'), port, log: createRecordedLog() });
    await server.start();
    const { socket } = await upgrade({ cookie, origin });
    const heard: unknown[] = [];
    socket.on('message', (data) => heard.push(data));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(JSON.stringify({ id: 1, channel: 'echo.say', args: { text: 'x' } }));
    router.emit('changed', { tables: ['party'] });
    expect(await closed).toBe(4401);
    expect([asked, heard]).toEqual([[], []]);
    expect((await get(startPath())).status).toBe(303);
  });

  it('elsewhere than where it belongs reaches nobody', async () => {
    const cookie = await redeem();
    for (const path of ['/', '/index.html', '/ipc/', '/nothing']) {
      const { socket, got } = await upgrade({ cookie, origin }, path);
      if (got === 'open') socket.send(JSON.stringify({ id: 1, channel: 'echo.say', args: { text: 'x' } }));
      await until(() => socket.readyState === socket.CLOSED);
    }
    expect(asked).toEqual([]);
  });

  it('asks and is answered, hears events, and several may be open', async () => {
    const page = await openPage(server.address);
    expect(await page.ask('echo.say', { text: 'ü' })).toBe('ü');
    await expect(page.ask('echo.say', { text: 1 })).rejects.toMatchObject({ code: 'ipc.bad-arguments' });
    await expect(page.ask('echo.shout')).rejects.toMatchObject({ code: 'ipc.unknown-call' });
    router.emit('changed', { tables: ['party'] });
    await until(() => page.told.length > 0);
    expect(page.told).toEqual([{ event: 'changed', payload: { tables: ['party'] } }]);
    await page.close();
  });

  it('asks several things in one message and hears each answer, none held up by a slower one', async () => {
    const { socket } = await upgrade({ cookie: await redeem(), origin });
    const heard: {
      readonly id: number;
      readonly reply: { readonly ok: boolean; readonly value?: unknown };
    }[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString('utf8')) as (typeof heard)[number] | typeof heard;
      heard.push(...(Array.isArray(message) ? message : [message]));
    });
    const say = (id: number) => ({ id, channel: 'echo.say', args: { text: String(id) } });
    socket.send(
      JSON.stringify([
        ...[{ id: 1, channel: 'echo.wait', args: {} }, say(2), { id: 3, channel: 'echo.cycle', args: {} }],
        ...[{ id: 4, channel: 'echo.shout', args: {} }, say(5)],
      ]),
    );
    await until(() => heard.length === 4);
    const replies = new Map(heard.map(({ id, reply }) => [id, reply]));
    expect([2, 3, 4, 5].map((id) => replies.get(id)?.value ?? replies.get(id)?.ok)).toEqual([
      '2',
      false,
      false,
      '5',
    ]);
    answerWaiting();
    await until(() => heard.length === 5);
    expect(heard.at(-1)).toEqual({ id: 1, reply: { ok: true, value: 'at last' } });
    socket.terminate();
  });

  it('is answered also when the answer cannot be written down', async () => {
    const page = await openPage(server.address);
    await expect(page.ask('echo.cycle')).rejects.toMatchObject({ code: 'internal' });
    expect(await page.ask('echo.say', { text: 'still there' })).toBe('still there');
    await page.close();
  });

  /** Sends and resolves with the close code. */
  async function closeCodeOf(cookie: string, message: string | Buffer, binary = false): Promise<number> {
    const { socket } = await upgrade({ cookie, origin });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(message, { binary });
    return closed;
  }

  it.each<[string, string | Buffer, number, boolean]>([
    ['no JSON', 'hello', 1003, false],
    ['nothing', '', 1003, false],
    ['null', 'null', 1003, false],
    ['no id', '{"channel":"echo.say","args":{}}', 1003, false],
    ['a negative id', '{"id":-1,"channel":"echo.say","args":{}}', 1003, false],
    ['an empty list', '[]', 1003, false],
    ['a list in a list', '[[{"id":1,"channel":"echo.say","args":{"text":"x"}}]]', 1003, false],
    ['a list with one that is none', '[{"id":1,"channel":"echo.say","args":{"text":"x"}},7]', 1003, false],
    [
      'a list that is too long',
      JSON.stringify(Array.from({ length: 101 }, (_, id) => ({ id, channel: 'echo.say', args: {} }))),
      1003,
      false,
    ],
    ['a long channel', JSON.stringify({ id: 1, channel: 'x'.repeat(121), args: {} }), 1003, false],
    ['bytes', Buffer.from('{"id":1,"channel":"echo.say","args":{"text":"x"}}'), 1003, true],
    [
      'more than a megabyte',
      JSON.stringify({ id: 1, channel: 'echo.say', args: { text: 'x'.repeat(1024 * 1024) } }),
      1009,
      false,
    ],
  ])('is closed for %s', async (_what, message, code, binary) => {
    expect(await closeCodeOf(await redeem(), message, binary)).toBe(code);
    expect(asked).toEqual([]);
  });

  it('is not served any further after a message that was refused', async () => {
    const { socket } = await upgrade({ cookie: await redeem(), origin });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('hello');
    for (let id = 0; id < 10; id++)
      socket.send(JSON.stringify({ id, channel: 'echo.say', args: { text: 'x' } }));
    await closed;
    expect(asked).toEqual([]);
  });

  it('with any garbage harms nobody else', async () => {
    const cookie = await redeem();
    const { socket: other } = await upgrade({ cookie, origin });
    const answers: unknown[] = [];
    other.on('message', (data) => answers.push(JSON.parse((data as Buffer).toString('utf8'))));
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .array(fc.record({ id: fc.nat(), channel: fc.string(), args: fc.jsonValue() }))
        .map((list) => JSON.stringify(list)),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.record({ id: fc.anything(), channel: fc.anything(), args: fc.anything() }).map((value) => {
        try {
          return JSON.stringify(value);
        } catch {
          return '{';
        }
      }),
    );
    await fc.assert(
      fc.asyncProperty(garbage, fc.boolean(), async (message, binary) => {
        const { socket, got } = await upgrade({ cookie, origin });
        expect(got).toBe('open');
        socket.send(message, { binary });
        socket.close();
        await until(() => socket.readyState === socket.CLOSED);
      }),
      { numRuns: 60 },
    );
    other.send(JSON.stringify({ id: 7, channel: 'echo.say', args: { text: 'alive' } }));
    await until(() => answers.length > 0);
    expect(answers).toEqual([{ id: 7, reply: { ok: true, value: 'alive' } }]);
    other.terminate();
  });
});

describe('a stranger', () => {
  /** Raw bytes to the port, until the desk has nothing more to say. */
  function throwAt(bytes: Buffer): Promise<string> {
    const { hostname, port } = new URL(origin);
    return new Promise((resolve) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
      socket.on('error', () => resolve(heard));
      socket.on('close', () => resolve(heard));
    });
  }

  it('never reaches the router, whatever is thrown at the port', async () => {
    const { host } = new URL(origin);
    const message = JSON.stringify({ id: 1, channel: 'echo.say', args: { text: 'x' } });
    // A masked text frame with a mask of zeros, as a client would send it after the handshake.
    const frame = Buffer.concat([
      Buffer.from([0x81, 0x80 | message.length, 0, 0, 0, 0]),
      Buffer.from(message),
    ]);
    const cookieName = (await redeem()).split('=')[0] ?? '';
    const line = fc.constantFrom(
      `Host: ${host}`,
      'Host: evil.example',
      `Origin: ${origin}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
      `Cookie: ${cookieName}=`,
      `Cookie: ${cookieName}=${'A'.repeat(32)}`,
      `Cookie: ${cookieName}=undefined`,
      'Transfer-Encoding: chunked',
      'Content-Length: 0',
    );
    const opening = fc.constantFrom(
      'GET /ipc',
      'GET /',
      'POST /ipc',
      'GET //ipc',
      'GET /ipc?token=x',
      'GET /%69pc',
      'OPTIONS *',
      'CONNECT /ipc',
      'PRI *',
    );
    const throwing = fc
      .tuple(
        opening,
        fc.uniqueArray(line, { maxLength: 12 }),
        fc.constantFrom(frame, Buffer.alloc(0), Buffer.from('GET /ipc HTTP/1.1\r\n\r\n')),
      )
      .map(([start, lines, rest]) =>
        Buffer.concat([Buffer.from([`${start} HTTP/1.1`, ...lines, '', ''].join('\r\n')), rest]),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          throwing,
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        ),
        async (bytes) => {
          const [head = '', ...rest] = (await throwAt(bytes)).split('\r\n\r\n');
          // A handshake without the session is answered by nothing but the close frame with 4401.
          if (head.includes(' 101 ')) expect(rest.join('\r\n\r\n')).toMatch(/^\x88.\x111no session$/s);
        },
      ),
      { numRuns: 150 },
    );
    expect(asked).toEqual([]);
  });
});

describe('the port', () => {
  it('that is taken is named, with what to do', async () => {
    const port = Number(new URL(origin).port);
    const second = createBrowserServer({ router, root: join(home, 'root'), port, log: createRecordedLog() });
    await expect(second.start()).rejects.toMatchObject({ code: 'shell.port-taken', params: { port } });
    await second.stop();
  });

  it('is free after the stop, though a page never says goodbye', async () => {
    const cookie = await redeem();
    const { hostname, port, host } = new URL(origin);
    const mute = connect(Number(port), hostname);
    mute.on('error', () => undefined);
    mute.write(
      [
        `GET /ipc HTTP/1.1`,
        `Host: ${host}`,
        `Origin: ${origin}`,
        `Cookie: ${cookie}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Version: 13',
        '',
        '',
      ].join('\r\n'),
    );
    await new Promise((resolve) => mute.once('data', resolve));
    mute.pause();
    await server.stop();
    const again = createBrowserServer({
      router,
      root: join(home, 'root'),
      port: Number(port),
      log: createRecordedLog(),
    });
    await again.start();
    await again.stop();
    mute.destroy();
  });
});
