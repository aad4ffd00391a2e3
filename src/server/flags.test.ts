import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { CENTRE_FLAGS, describeCentreFlags, readCentreFlags } from './flags.ts';
import type { CentreFlags } from './flags.ts';

const usual: CentreFlags = {
  host: '127.0.0.1',
  port: 4700,
  database: { dataDir: '/data/rufblatt/centre' },
  secretKeys: { path: '/data/rufblatt/centre/secret-keys', isGiven: false },
  poolSize: 12,
  tls: undefined,
  trustedProxies: ['loopback'],
  logLevel: 'info',
  metricsTokenFile: undefined,
  stopSeconds: 20,
  fileMb: 20,
  keepDays: { desks: 90, results: 400, signIns: 30 },
};
const home = { XDG_DATA_HOME: '/data' };

const EVERYTHING: readonly (readonly [string, Record<string, string>, Partial<CentreFlags>])[] = [
  ['--host ::1', { CENTRE_HOST: '::1' }, { host: '::1' }],
  ['--host [::1]', { CENTRE_HOST: '[::1]' }, { host: '::1' }],
  ['--host centre.example', { CENTRE_HOST: 'centre.example' }, { host: 'centre.example' }],
  ['--port 0', { CENTRE_PORT: '0' }, { port: 0 }],
  [
    '--data /d',
    { CENTRE_DATA: '/d' },
    { database: { dataDir: '/d' }, secretKeys: { path: '/d/secret-keys', isGiven: false } },
  ],
  ['--secret-keys /k', { CENTRE_SECRET_KEYS: '/k' }, { secretKeys: { path: '/k', isGiven: true } }],
  ['--pool-size 30', { CENTRE_POOL_SIZE: '30' }, { poolSize: 30 }],
  [
    '--tls-cert /c --tls-key /k',
    { CENTRE_TLS_CERT: '/c', CENTRE_TLS_KEY: '/k' },
    { tls: { certFile: '/c', keyFile: '/k' } },
  ],
  ['--trust-proxy none', { CENTRE_TRUST_PROXY: 'none' }, { trustedProxies: [] }],
  [
    '--trust-proxy loopback,10.0.0.0/8,2001:db8::1',
    { CENTRE_TRUST_PROXY: 'loopback, 10.0.0.0/8, 2001:db8::1' },
    { trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::1'] },
  ],
  ['--log-level debug', { LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
  ['--metrics-token-file /t', { CENTRE_METRICS_TOKEN_FILE: '/t' }, { metricsTokenFile: '/t' }],
  ['--max-file-mb 50', { CENTRE_MAX_FILE_MB: '50' }, { fileMb: 50 }],
  ['--keep-desks 7', { CENTRE_KEEP_DESKS: '7' }, { keepDays: { desks: 7, results: 400, signIns: 30 } }],
  ['--keep-results 30', { CENTRE_KEEP_RESULTS: '30' }, { keepDays: { desks: 90, results: 30, signIns: 30 } }],
  ['--keep-sign-ins 1', { CENTRE_KEEP_SIGN_INS: '1' }, { keepDays: { desks: 90, results: 400, signIns: 1 } }],
  ['--stop-timeout 5', { CENTRE_STOP_TIMEOUT: '5' }, { stopSeconds: 5 }],
];

describe('the flags of the centre', () => {
  it("have defaults: loopback, and an embedded database in the person's data folder", () => {
    expect(readCentreFlags([], home)).toEqual(usual);
  });

  it.each(EVERYTHING)('%s, by flag and by variable', (flags, env, wanted) => {
    expect(readCentreFlags(flags.split(' '), home)).toEqual({ ...usual, ...wanted });
    expect(readCentreFlags([], { ...home, ...env })).toEqual({ ...usual, ...wanted });
  });

  it('go before variables', () => {
    expect(readCentreFlags(['--port', '1'], { CENTRE_PORT: '2' }).port).toBe(1);
  });

  it('take DATABASE_URL, which --data overrules, and the way around a pooler', () => {
    const env = { DATABASE_URL: 'postgres://db/rufblatt', LISTEN_DATABASE_URL: 'postgres://direct/rufblatt' };
    expect(readCentreFlags([], env).database).toEqual({
      url: env.DATABASE_URL,
      listenUrl: env.LISTEN_DATABASE_URL,
    });
    expect(readCentreFlags(['--data', '/elsewhere'], env).database).toEqual({ dataDir: '/elsewhere' });
    // The service and the container set CENTRE_DATA whatever the database is; its folder keeps the keys then.
    const both = readCentreFlags([], { ...env, CENTRE_DATA: '/elsewhere' });
    expect(both.database).toMatchObject({ url: env.DATABASE_URL });
    expect(both.secretKeys.path).toBe('/elsewhere/secret-keys');
  });

  it.each([
    '--port x',
    '--port 70000',
    '--port -1',
    '--port 1e3',
    '--unknown',
    'stray',
    '--host a/b',
    '--host -x',
    '--pool-size 1',
    '--tls-cert /c',
    '--tls-key /k',
    '--trust-proxy everybody',
    '--trust-proxy 0.0.0.0/0',
    '--trust-proxy 10.0.0.0/33',
    '--log-level loud',
    '--stop-timeout 0',
    '--max-file-mb 0',
    '--max-file-mb 101',
    '--max-file-mb 1.5',
    '--max-file-mb 20MB',
    '--keep-desks 0',
    '--keep-results all',
    '--keep-sign-ins 99999',
  ])('refuse %s', (line) => {
    expect(() => readCentreFlags(line.split(' '), {})).toThrow(
      expect.objectContaining({ code: 'flags.bad' }),
    );
  });

  it('do not repeat a database address that is none: it may hold a password', () => {
    expect(() => readCentreFlags([], { DATABASE_URL: 'mysql://u:geheim@h/d' })).toThrow(
      /^(?!.*geheim).*DATABASE_URL/,
    );
  });

  it('never throw anything but a refusal', () => {
    const name = fc.constantFrom(...Object.keys(CENTRE_FLAGS));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 4 }),
        (pairs) => {
          try {
            readCentreFlags(
              pairs.map(([flag, value]) => `--${flag}=${value}`),
              {},
            );
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
    );
  });

  it('are all in the help and in docs/operations.md, with their variables', () => {
    const docs = readFileSync(fileURLToPath(new URL('../../docs/operations.md', import.meta.url)), 'utf8');
    for (const [name, { env }] of Object.entries(CENTRE_FLAGS)) {
      expect(describeCentreFlags()).toContain(`--${name} `);
      expect(docs).toContain(`\`--${name}\``);
      expect(docs).toContain(`\`${env}\``);
    }
  });
});
