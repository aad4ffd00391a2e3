import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CERTIFICATE_FAULTS } from '#shared/ipc/certificate-fault.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { certificateError, certificateFaultOf } from './certificate-fault.ts';
import { centreState, SIGNED_OUT } from './centre-state.ts';
import { createCentreClient } from './centre-client.ts';
import { readFault } from './faults.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

/** What a client that believes `ca` makes of a server with this certificate, and what reached the server. */
async function meet(name: string, ca: string | undefined) {
  const asked: string[] = [];
  const server = createServer({ cert: pem(name), key: pem(`${name}.key`) }, (request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  const client = createCentreClient({ url, ...(ca !== undefined && { ca: pem(ca) }) });
  const error = await client
    .post('/api/x', { secret: true }, z.object({}))
    .catch((caught: unknown) => caught);
  return { error, asked, host: new URL(url).host };
}

describe('a centre that cannot prove who it is', () => {
  it.each([
    ['signed by itself', 'self-signed', undefined, 'self-signed'],
    ['signed by an authority nobody knows', 'first', undefined, 'unknown-ca'],
    ['signed by another authority than the one pinned', 'first', 'other-ca', 'unknown-ca'],
    ['expired', 'expired', 'expired', 'expired'],
    ['not valid yet', 'early', 'early', 'early'],
    ['for another name', 'elsewhere', 'elsewhere', 'wrong-host'],
  ] as const)(
    'with a certificate that is %s is told apart, and gets nothing',
    async (_what, name, ca, fault) => {
      const { error, asked, host } = await meet(name, ca);
      expect(error).toMatchObject({ code: `centre.certificate-${fault}`, params: { host } });
      expect(asked).toEqual([]);
      const reading = readFault(error);
      expect(reading).toMatchObject({ fault: `certificate-${fault}`, final: false });
      expect(centreState(SIGNED_OUT, { kind: 'failed', ...reading })).toMatchObject({ state: 'untrusted' });
    },
  );

  it('is believed once its own certificate was given out', async () => {
    const { error, asked } = await meet('self-signed', 'self-signed');
    expect([error, asked]).toEqual([{}, ['/api/x']]);
  });
});

describe('an error of the network', () => {
  it('is one of the certificate only where Node says so', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        const found = certificateError(Object.assign(new Error('x'), { code }), 'h');
        expect(
          found === undefined || CERTIFICATE_FAULTS.includes(certificateFaultOf(found.code) ?? 'bad'),
        ).toBe(true);
      }),
    );
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EPROTO', 'constructor', ''])
      expect(certificateError(Object.assign(new Error('x'), { code }), 'h')).toBeUndefined();
    expect(certificateError('no error at all', 'h')).toBeUndefined();
    expect(readFault(new AppError('centre.offline', 'x'))).toMatchObject({ fault: 'unreachable' });
  });
});
