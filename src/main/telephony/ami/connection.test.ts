import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect as connectPlain } from 'node:net';

import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { LinkFault } from '../telephony-source.ts';
import { blindTransfer, getPresentation, hangup, originate, ping } from './actions.ts';
import { systemClock } from '../link/clock.ts';
import { openConnection } from './connection.ts';
import type { AmiConnection, AmiEndpoint } from './connection.ts';
import type { AmiFrame } from './frame.ts';
import { field } from './frame.ts';
import { startStandInPbx } from './replay/stand-in-pbx.ts';
import type { StandInOptions, StandInPbx } from './replay/stand-in-pbx.ts';
import { defaultTiming } from './timing.ts';
import type { AmiTiming } from './timing.ts';
import { WireError } from './wire.ts';

const certificates = join(import.meta.dirname, '../../../../test/fixtures/ami/tls');

describe('an AMI connection', () => {
  const open: { close(): unknown }[] = [];

  afterEach(async () => {
    for (const thing of open.splice(0).toReversed()) await thing.close();
  });

  interface Opened {
    readonly pbx: StandInPbx;
    readonly connection: AmiConnection;
    readonly frames: AmiFrame[];
    readonly faults: LinkFault[];
  }

  async function connect(
    options: StandInOptions = {},
    changes: Partial<AmiEndpoint> = {},
    timing: Partial<AmiTiming> = {},
    wanted: 'ready' | 'closed' = 'ready',
  ): Promise<Opened> {
    const pbx = await startStandInPbx(options);
    const frames: AmiFrame[] = [];
    const faults: LinkFault[] = [];
    let ready = false;
    const connection = openConnection(
      { host: '127.0.0.1', port: pbx.port, user: 'cti', secret: 'cti-secret', ...changes },
      {
        onConnected: () => undefined,
        onReady: () => {
          ready = true;
        },
        onFrame: (frame) => frames.push(frame),
        onClosed: (fault) => faults.push(fault),
      },
      { clock: systemClock, random: () => 0, timing: { ...defaultTiming, ...timing } },
    );
    open.push(pbx, connection);
    await vi.waitFor(() => {
      expect(wanted === 'ready' ? ready : faults.length > 0).toBe(true);
    }, 5_000);
    return { pbx, connection, frames, faults };
  }

  it('lets no value reach the wire as anything but a value', async () => {
    // A ping in between would be a frame too many.
    const { pbx, connection } = await connect({}, {}, { pingMs: 3_600_000, actionMs: 60_000 });
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(
          fc.constantFrom('\r', '\n', '\0', ': ', 'Action', 'Originate', '\r\n\r\n', '0', 'ä', '\ud800'),
          { maxLength: 8 },
        )
        .map((parts) => parts.join('')),
      fc.integer({ min: 900, max: 1_200 }).map((length) => 'x'.repeat(length)),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (first, second, third) => {
        const before = pbx.received.length;
        const actions = [
          () => getPresentation(first),
          () => originate(request(first, second, third)),
          () => hangup(first),
          () => blindTransfer(first, second, third),
          () => blindTransfer(first, '202', third),
        ];
        let accepted = 0;
        for (const make of actions) {
          try {
            const result = await connection.request(make());
            if (result.ok) accepted += 1;
            else expect(result.code).toBe('refused');
          } catch (error) {
            expect(error).toBeInstanceOf(WireError);
          }
        }
        const sent = pbx.received.slice(before);
        expect(sent).not.toMatch(/\0/);
        const written = sent.split('\r\n\r\n');
        expect(written.pop()).toBe('');
        expect(written.length).toBe(accepted);
        for (const frame of written) {
          const lines = frame.split('\r\n');
          expect(lines.filter((line) => /^action:/i.test(line)).length).toBe(1);
          for (const line of lines) {
            expect(line).toMatch(
              /^(Action|ActionID|Async|Callerid|Cause|Channel|Channelid|Context|Exten|Priority|Timeout|Variable): [^\r\n\0]*$/,
            );
            expect(Buffer.byteLength(line) + 2).toBeLessThan(1_024);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  function request(device: string, number: string, name: string) {
    return {
      channelId: 'cti-1',
      device,
      context: 'internal',
      number: /^[0-9*#+]+$/.test(number) ? number : '0301',
      name,
      ringMs: 1_000,
    };
  }

  it('refuses to dial what is no number', () => {
    for (const number of ['', '030 1', '1'.repeat(33), '0301\n', 'x']) {
      expect(() => originate(request('PJSIP/201', number, ''))).toBeDefined();
      expect(() => originate({ ...request('PJSIP/201', '1', ''), number })).toThrow(WireError);
    }
  });

  it('survives what would hang or crash the library, and hears the next event', async () => {
    const { pbx, frames, faults } = await connect();
    const hostile = [
      'Event: rawevent\r\nX: 1',
      'Event: error\r\nX: 1',
      'Event: close',
      'Response: Success\r\nActionID: rawevent',
      'Response: Success\r\nActionID: error',
      'Response: Follows\r\nPrivilege: Command',
      'Event: UserEvent\r\nUserEvent: a\r\nUserEvent: b',
      'Event: Newchannel\r\n__proto__: polluted\r\nUniqueid: 1.1\r\nChanVariable: __proto__=1\r\nconstructor: x',
      `Event: Newstate\r\nAppData: ${'x'.repeat(2_000_000)}\r\nUniqueid: 1.2`,
      `Event: Newstate\r\nUniqueid: 1.3\r\n${'H: 1\r\n'.repeat(5_000)}Tail: 1`,
      '\0\0\xff\xfe: \r\n: \r\nnothing',
    ];
    for (const frame of hostile) await pbx.send(`${frame}\r\n\r\n`);
    await pbx.send('Event: Hangup\r\nUniqueid: 1.9\r\n\r\n');
    await vi.waitFor(() => {
      expect(frames.map((frame) => `${frame.event} ${field(frame, 'uniqueid')}`)).toEqual([
        'newchannel 1.1',
        'newstate 1.2',
        'hangup 1.9',
      ]);
    }, 5_000);
    const [first] = frames;
    expect(first === undefined ? undefined : Object.getPrototypeOf(first.fields)).toBeNull();
    expect(first?.fields['polluted']).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('tells a wrong secret from a PBX that hangs up', async () => {
    const { faults } = await connect({}, { secret: 'guessed' }, {}, 'closed');
    expect(faults).toEqual([{ code: 'wrong-secret', detail: 'Authentication failed' }]);
  });

  it('tells a port that is not a PBX’s, and one where nobody is', async () => {
    const web = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as AddressInfo;
    expect((await connect({}, { port }, {}, 'closed')).faults).toMatchObject([{ code: 'not-a-pbx' }]);
    await new Promise((resolve) => web.close(resolve));
    expect((await connect({}, { port }, {}, 'closed')).faults).toMatchObject([{ code: 'unreachable' }]);
  });

  it('gives up on a PBX that takes the connection and says nothing', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    open.push({ close: () => mute.close() });
    expect((await connect({}, { port }, { loginMs: 30 }, 'closed')).faults).toMatchObject([
      { code: 'no-answer' },
    ]);
  });

  it('is dead after two pings unanswered', async () => {
    const { pbx, faults } = await connect(
      { answer: ({ action }) => (action === 'Ping' ? [] : undefined) },
      {},
      { pingMs: 10, actionMs: 10 },
      'closed',
    );
    expect(faults).toMatchObject([{ code: 'no-answer' }]);
    expect(pbx.actions.filter(({ action }) => action === 'Ping').length).toBe(2);
  });

  it('gives every action its own end: answered, refused, late, or closed', async () => {
    const { pbx, connection } = await connect(
      {
        answer: ({ variable, channel }) =>
          variable === undefined
            ? undefined
            : channel === 'no'
              ? [['Response: Error', 'Message: No such channel']]
              : [],
      },
      {},
      { actionMs: 40 },
    );
    expect(await connection.request(ping)).toMatchObject({ ok: true });
    expect(await connection.request(getPresentation('no'))).toEqual({
      ok: false,
      code: 'error',
      detail: 'No such channel',
    });
    expect(await connection.request(getPresentation('late'))).toMatchObject({ ok: false, code: 'timeout' });
    const pending = connection.request(getPresentation('late'));
    connection.close();
    expect(await pending).toMatchObject({ ok: false, code: 'closed' });
    const sent = pbx.received.length;
    expect(await connection.request(ping)).toMatchObject({ ok: false, code: 'refused' });
    expect(pbx.received.length).toBe(sent);
    const ids = pbx.actions.slice(1).map(({ actionid }) => actionid);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is told closed once when the PBX goes, and not when it was closed here', async () => {
    const gone = await connect();
    gone.pbx.dropClients();
    await vi.waitFor(() => {
      expect(gone.faults).toMatchObject([{ code: 'closed' }]);
    }, 5_000);
    const left = await connect();
    left.connection.close();
    await vi.waitFor(() => {
      expect(left.pbx.clients).toBe(0);
    }, 5_000);
    expect(left.faults).toEqual([]);
  });

  describe('over TLS', () => {
    async function tlsInFrontOf(pbx: StandInPbx): Promise<number> {
      const front = createTlsServer(
        {
          key: readFileSync(join(certificates, 'key.pem')),
          cert: readFileSync(join(certificates, 'cert.pem')),
        },
        (socket) => {
          const back = connectPlain(pbx.port, '127.0.0.1');
          for (const end of [socket, back]) end.on('error', () => undefined);
          socket.pipe(back).pipe(socket);
        },
      );
      front.on('tlsClientError', () => undefined);
      await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
      open.push({ close: () => front.close() });
      return (front.address() as AddressInfo).port;
    }

    it('logs in when the certificate is vouched for', async () => {
      const pbx = await startStandInPbx();
      open.push(pbx);
      const port = await tlsInFrontOf(pbx);
      const ca = readFileSync(join(certificates, 'cert.pem'), 'utf8');
      const { connection } = await connect({}, { port, tls: { ca, servername: 'pbx.example' } });
      expect(await connection.request(ping)).toMatchObject({ ok: true });
      expect(pbx.clients).toBe(1);
    });

    it('does not speak to one that is not, or has another name', async () => {
      const pbx = await startStandInPbx();
      open.push(pbx);
      const port = await tlsInFrontOf(pbx);
      const ca = readFileSync(join(certificates, 'cert.pem'), 'utf8');
      for (const tls of [{ servername: 'pbx.example' }, { ca, servername: 'other.example' }]) {
        const { faults } = await connect({}, { port, tls }, {}, 'closed');
        expect(faults).toMatchObject([{ code: 'unreachable' }]);
      }
      expect(pbx.received).toBe('');
    });
  });
});
