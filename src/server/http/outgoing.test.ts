import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { sendOutgoing } from './outgoing.ts';
import type { Resolve } from './outgoing.ts';
import { isPrivateAddress } from './private-address.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(listener: RequestListener): Promise<number> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

describe('isPrivateAddress', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.178.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'ff02::1',
    'nonsense',
  ])('%s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '193.99.144.80',
    '2a02:2e0:3fe:1001::1',
    '2606:4700::1111',
  ])('not %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe('sendOutgoing', () => {
  const publicly: Resolve = async () => [{ address: '93.184.215.14', family: 4 }];

  it('asks nobody for an address in a private network, whatever the name says', async () => {
    for (const answer of ['127.0.0.1', '169.254.169.254', '::1']) {
      const family = answer.includes(':') ? 6 : 4;
      const sent = sendOutgoing({ url: 'https://provider.example/' }, {}, async () => [
        { address: '93.184.215.14', family: 4 },
        { address: answer, family },
      ]);
      await expect(sent).rejects.toMatchObject({ code: 'outgoing.private' });
    }
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://127.1/',
  ])('nor for one that is written as such: %s', async (url) => {
    await expect(sendOutgoing({ url })).rejects.toMatchObject({ code: 'outgoing.private' });
  });

  it.each(['ftp://host.example/', 'file:///etc/passwd', 'https://user:word@host.example/', 'nowhere'])(
    'refuses %s',
    async (url) => {
      await expect(sendOutgoing({ url }, {}, publicly)).rejects.toMatchObject({
        code: 'outgoing.bad-address',
      });
    },
  );

  it('refuses plain http beyond what the operator has allowed', async () => {
    await expect(sendOutgoing({ url: 'http://host.example/' }, {}, publicly)).rejects.toMatchObject({
      code: 'outgoing.insecure',
    });
  });

  it('resolves once and connects to what it has looked at: a name that changes its mind gains nothing', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await listen((request, response) => {
      hosts.push(request.headers.host);
      response.end('here');
    });
    let asked = 0;
    const rebinding: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    const url = `http://rebinding.example:${port}/`;
    const reply = await sendOutgoing({ url, allowPrivate: true }, {}, rebinding);
    expect([reply.status, reply.body.toString(), asked]).toEqual([200, 'here', 1]);
    expect(hosts).toEqual([`rebinding.example:${port}`]);
    // The first answer is where nobody listens, the second where the server is: the second is never asked for.
    asked = 0;
    const turning: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.9' : '127.0.0.1', family: 4 }];
    };
    const turned = sendOutgoing({ url, allowPrivate: true }, {}, turning);
    await expect(turned).rejects.toMatchObject({ code: 'outgoing.unreachable' });
    expect([asked, hosts.length]).toEqual([1, 1]);
  });

  it('hands a redirect over and does not follow it', async () => {
    let requests = 0;
    const port = await listen((_request, response) => {
      requests += 1;
      response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end();
    });
    const reply = await sendOutgoing({ url: `http://127.0.0.1:${port}/`, allowPrivate: true });
    expect([reply.status, requests]).toEqual([302, 1]);
  });

  it('takes no more than it was told to, and waits no longer', async () => {
    const port = await listen((request, response) => {
      if (request.url === '/large') response.end('x'.repeat(5000));
    });
    const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
    await expect(
      sendOutgoing({ url: url('/large'), allowPrivate: true }, { maxReplyBytes: 1000 }),
    ).rejects.toMatchObject({ code: 'outgoing.too-large' });
    const cut = await sendOutgoing(
      { url: url('/large'), allowPrivate: true },
      { maxReplyBytes: 1000, cutsReply: true },
    );
    expect([cut.status, cut.body.length <= 1000]).toEqual([200, true]);
    await expect(
      sendOutgoing({ url: url('/silent'), allowPrivate: true }, { timeoutMs: 50 }),
    ).rejects.toMatchObject({ code: 'outgoing.unreachable' });
  });

  it('never lets anything but https to a public address through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.webUrl()), async (url) => {
        let outcome = '';
        try {
          await sendOutgoing({ url }, { timeoutMs: 1 }, async () => [{ address: '10.0.0.1', family: 4 }]);
        } catch (error) {
          outcome = (error as { code: string }).code;
        }
        expect(outcome).toMatch(/^outgoing\./);
      }),
      { numRuns: 50 },
    );
  });
});
