import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAmi } from '#test/support/ami-client.ts';
import { createAmiServer } from './ami-server.ts';
import type { AmiServer } from './ami-server.ts';
import { formatFrame, takeActions } from './frame.ts';

const heard: string[] = [];
let server: AmiServer;
beforeEach(async () => {
  heard.length = 0;
  server = createAmiServer({
    users: { desk: 'secret' },
    actions: new Map([
      [
        'note',
        (action, reply) => {
          heard.push(action.get('text') ?? '');
          reply.success();
        },
      ],
    ]),
  });
  await server.start();
});
afterEach(() => server.stop());

async function loggedIn() {
  const client = await openAmi(server.port);
  expect((await client.act('login', { USERNAME: 'desk', Secret: 'secret' })).get('Response')).toBe('Success');
  return client;
}

describe('the manager port', () => {
  it.each([
    ['desk', 'Secret'],
    ['desk', ''],
    ['Desk', 'secret'],
    ['', ''],
    ['__proto__', '[object Object]'],
    ['constructor', ''],
    ['toString', ''],
  ])('refuses %j with %j, and closes', async (user, secret) => {
    const client = await openAmi(server.port);
    const answer = await client.act('Login', { Username: user, Secret: secret });
    expect([answer.get('Response'), answer.get('Message')]).toEqual(['Error', 'Authentication failed']);
    await client.closed;
  });

  it('serves and tells nobody who is not logged in', async () => {
    const client = await openAmi(server.port);
    expect((await client.act('Note', { Text: 'x' })).get('Message')).toBe('Permission denied');
    server.broadcast('Newchannel', [['Channel', 'PJSIP/201-1']]);
    expect((await client.act('Ping')).get('Message')).toBe('Permission denied');
    expect([heard, client.frames.filter((frame) => frame.has('Event'))]).toEqual([[], []]);
    client.close();
  });

  it.each(['__proto__', 'constructor', 'toString', 'valueOf', 'QueueStatus', ''])(
    'knows no action %j',
    async (action) => {
      const client = await loggedIn();
      expect((await client.act(action)).get('Message')).toBe('Invalid/unknown command');
      expect((await client.act('Note', { Text: 'still here' })).get('Response')).toBe('Success');
      client.close();
    },
  );

  it('answers pings and a farewell, and drops everybody on request', async () => {
    const client = await loggedIn();
    expect((await client.act('Ping')).get('Ping')).toBe('Pong');
    expect((await client.act('Logoff')).get('Response')).toBe('Goodbye');
    await client.closed;
    const other = await loggedIn();
    server.dropSessions();
    await other.closed;
    (await loggedIn()).close();
  });

  it('closes on an action without an end', async () => {
    const client = await openAmi(server.port);
    client.write(`Action: Login\r\n${'X: y\r\n'.repeat(20_000)}`);
    await client.closed;
  });

  it('survives any garbage, and goes on serving', async () => {
    const witness = await loggedIn();
    const part = fc.constantFrom(
      'Action: ',
      'Login',
      'Originate',
      '\r\n',
      '\r\n\r\n',
      ':',
      '__proto__',
      'ActionID: ',
      '\0',
      '\u00ff',
      'Secret: secret\r\n',
      'Username: desk\r\n',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fc.oneof(part, fc.string())).map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (garbage, inside) => {
        const client = inside ? await loggedIn() : await openAmi(server.port);
        client.write(garbage);
        client.write('\r\n\r\n');
        expect((await witness.act('Ping')).get('Ping')).toBe('Pong');
        client.close();
      }),
      { numRuns: 100 },
    );
    witness.close();
  });
});

describe('frames', () => {
  it('go out so that no value can begin a line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = formatFrame([
          ['Event', 'X'],
          ['Name', value],
        ]);
        expect(text.split('\r\n')).toHaveLength(4);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it('are cut out of a stream wherever it is broken', () => {
    const stream = ['a', 'b', 'c']
      .map((name) =>
        formatFrame([
          ['Action', name],
          ['ActionID', '1'],
        ]),
      )
      .join('');
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        let rest = '';
        const names: (string | undefined)[] = [];
        for (let i = 1; i < places.length; i++) {
          const taken = takeActions(rest + stream.slice(places[i - 1], places[i]));
          ({ rest } = taken);
          names.push(...taken.actions.map((action) => action.get('action')));
        }
        expect([names, rest]).toEqual([['a', 'b', 'c'], '']);
      }),
    );
  });
});
