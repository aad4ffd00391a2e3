import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MOST_FILE_MB, USUAL_FILE_MB } from '#shared/files/file-limit.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { LOG_LEVELS } from './log.ts';
import type { LogLevel } from './log.ts';
import { isLoopback } from './http/loopback.ts';
import { KEY_FILE } from './secrets/key-file.ts';

/** Where the rows are: a server of one's own, or the embedded one with its folder. */
export type Database = { readonly url: string; readonly listenUrl?: string } | { readonly dataDir: string };

/** Named by the operator, or else in the data folder, where the first start makes it. */
export interface SecretKeyFile {
  readonly path: string;
  readonly isGiven: boolean;
}

/** PEM files; the certificate first, then the chain. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** What a node was told by flags and environment; flags win. */
export interface CentreFlags {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly database: Database;
  /** Holds the keys of the secrets in the database. */
  readonly secretKeys: SecretKeyFile;
  /** Connections to the database, at most. */
  readonly poolSize: number;
  readonly tls: TlsFiles | undefined;
  /** Whose X-Forwarded-For is believed: addresses, networks, `loopback`; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  /** Holds the token that lets a scraper in from elsewhere; undefined: metrics are for this machine alone. */
  readonly metricsTokenFile: string | undefined;
  /** How long a stop may wait for requests under way. */
  readonly stopSeconds: number;
  /** MB of the largest file that may be attached. */
  readonly fileMb: number;
  /** How long things are kept, days: see RetentionLimits. */
  readonly keepDays: Readonly<Record<'desks' | 'results' | 'signIns', number>>;
}

export const DEFAULT_PORT = 4700;
const MAX_DAYS = 3650;

interface Flag {
  readonly takes: string;
  readonly env: string;
  readonly fallback: string;
  readonly purpose: string;
}

/** One line a flag: what is parsed, what `--help` says, and what docs/operations.md is held against. */
export const CENTRE_FLAGS = {
  host: {
    takes: 'ADDRESS',
    env: 'CENTRE_HOST',
    fallback: '127.0.0.1',
    purpose: 'where to listen; beyond this machine only with TLS',
  },
  port: { takes: 'N', env: 'CENTRE_PORT', fallback: String(DEFAULT_PORT), purpose: '0: any free one' },
  data: {
    takes: 'DIR',
    env: 'CENTRE_DATA',
    fallback: '',
    purpose: 'folder of the embedded database and of what else is kept; the flag goes before DATABASE_URL',
  },
  'secret-keys': {
    takes: 'FILE',
    env: 'CENTRE_SECRET_KEYS',
    fallback: '',
    purpose: 'keys of the secrets in the database; made at the first start in the data folder',
  },
  'pool-size': {
    takes: 'N',
    env: 'CENTRE_POOL_SIZE',
    fallback: '12',
    purpose: 'connections to the database, at most',
  },
  'tls-cert': {
    takes: 'FILE',
    env: 'CENTRE_TLS_CERT',
    fallback: '',
    purpose: 'PEM: certificate and chain; read again at SIGHUP',
  },
  'tls-key': { takes: 'FILE', env: 'CENTRE_TLS_KEY', fallback: '', purpose: 'PEM: its private key' },
  'trust-proxy': {
    takes: 'LIST',
    env: 'CENTRE_TRUST_PROXY',
    fallback: 'loopback',
    purpose: 'whose X-Forwarded-For is believed: addresses, networks, loopback, or none',
  },
  'log-level': { takes: 'LEVEL', env: 'LOG_LEVEL', fallback: 'info', purpose: LOG_LEVELS.join(', ') },
  'metrics-token-file': {
    takes: 'FILE',
    env: 'CENTRE_METRICS_TOKEN_FILE',
    fallback: '',
    purpose: 'token for /metrics from elsewhere; without one this machine alone',
  },
  'stop-timeout': {
    takes: 'SECONDS',
    env: 'CENTRE_STOP_TIMEOUT',
    fallback: '20',
    purpose: 'how long a stop waits for requests under way',
  },
  'max-file-mb': {
    takes: 'MB',
    env: 'CENTRE_MAX_FILE_MB',
    fallback: String(USUAL_FILE_MB),
    purpose: `largest file that may be attached, up to ${MOST_FILE_MB}; the same for all nodes`,
  },
  'keep-desks': {
    takes: 'DAYS',
    env: 'CENTRE_KEEP_DESKS',
    fallback: '90',
    purpose: 'how long the log waits for a desk; one that comes later is filled anew',
  },
  'keep-results': {
    takes: 'DAYS',
    env: 'CENTRE_KEEP_RESULTS',
    fallback: '400',
    purpose: 'how long it is known what became of a command',
  },
  'keep-sign-ins': {
    takes: 'DAYS',
    env: 'CENTRE_KEEP_SIGN_INS',
    fallback: '30',
    purpose: 'how long sessions that ended and failed sign-ins are kept',
  },
} as const satisfies Readonly<Record<string, Flag>>;

type FlagName = keyof typeof CENTRE_FLAGS;
type Environment = Readonly<Record<string, string | undefined>>;

const FLAG_NAMES = Object.keys(CENTRE_FLAGS) as FlagName[];

/** The lines of `--help`. */
export function describeCentreFlags(): string {
  return FLAG_NAMES.map((name) => {
    const { takes, env, fallback, purpose }: Flag = CENTRE_FLAGS[name];
    const usual = fallback === '' ? '' : ` (${fallback})`;
    return `      ${`--${name} ${takes}`.padEnd(28)}${env.padEnd(27)}${purpose}${usual}`;
  }).join('\n');
}

/**
 * `DATABASE_URL` is used unless `--data` is given, and goes before `CENTRE_DATA`; `LISTEN_DATABASE_URL` is the way past a connection pooler. Throws
 * AppError `flags.bad` {flag} for what cannot be understood.
 */
export function readCentreFlags(args: readonly string[], env: Environment): CentreFlags {
  const given = parse(args);
  const text = (name: FlagName): string =>
    given[name] ?? (env[CENTRE_FLAGS[name].env] || CENTRE_FLAGS[name].fallback);
  const [certFile, keyFile] = [text('tls-cert'), text('tls-key')];
  if ((certFile === '') !== (keyFile === ''))
    throw bad(certFile === '' ? 'tls-cert' : 'tls-key', 'a file: certificate and key go together');
  const host = text('host');
  if (isIP(host.replace(/^\[(.*)\]$/, '$1')) === 0 && !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(host))
    throw bad('host', `an address or a name, not ${host}`);
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: whole('port', text('port'), 0, 65_535),
    database: chooseDatabase(given.data, env),
    secretKeys: chooseSecretKeys({ file: given['secret-keys'], data: given.data }, env),
    poolSize: whole('pool-size', text('pool-size'), 2, 500),
    tls: certFile === '' ? undefined : { certFile, keyFile },
    trustedProxies: readProxies(text('trust-proxy')),
    logLevel: readLogLevel(text('log-level')),
    metricsTokenFile: text('metrics-token-file') || undefined,
    stopSeconds: whole('stop-timeout', text('stop-timeout'), 1, 600),
    fileMb: whole('max-file-mb', text('max-file-mb'), 1, MOST_FILE_MB),
    keepDays: {
      desks: whole('keep-desks', text('keep-desks'), 1, MAX_DAYS),
      results: whole('keep-results', text('keep-results'), 1, MAX_DAYS),
      signIns: whole('keep-sign-ins', text('keep-sign-ins'), 1, MAX_DAYS),
    },
  };
}

function parse(args: readonly string[]): Readonly<Partial<Record<FlagName, string>>> {
  const options = Object.fromEntries(FLAG_NAMES.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new AppError('flags.bad', `${messageOf(error)} – --help tells more`, {}, { cause: error });
  }
}

export function chooseDatabase(data: string | undefined, env: Environment): Database {
  const url = env['DATABASE_URL'];
  if (data !== undefined || !url) return { dataDir: dataDirOf(data, env) };
  checkUrl('DATABASE_URL', url);
  const listenUrl = env['LISTEN_DATABASE_URL'];
  if (!listenUrl) return { url };
  checkUrl('LISTEN_DATABASE_URL', listenUrl);
  return { url, listenUrl };
}

/** It may hold a password: what is wrong with it is told without it. */
function checkUrl(flag: string, url: string): void {
  if (/^postgres(?:ql)?:\/\/./.test(url) && URL.canParse(url)) return;
  throw new AppError('flags.bad', `${flag} takes postgres://USER:PASSWORD@HOST:PORT/DATABASE`, { flag });
}

/** For the subcommands too. */
export function chooseSecretKeys(
  { file, data }: { readonly file?: string | undefined; readonly data?: string | undefined },
  env: Environment,
): SecretKeyFile {
  const given = file ?? (env[CENTRE_FLAGS['secret-keys'].env] || undefined);
  return { path: given ?? join(dataDirOf(data, env), KEY_FILE), isGiven: given !== undefined };
}

function dataDirOf(data: string | undefined, env: Environment): string {
  return data ?? (env['CENTRE_DATA'] || defaultDataDir(env));
}

function defaultDataDir(env: Environment): string {
  const base = env['XDG_DATA_HOME'] ?? env['LOCALAPPDATA'] ?? join(homedir(), '.local', 'share');
  return join(base, 'rufblatt', 'centre');
}

/** For the subcommands too, which take no other of the flags. Throws AppError `flags.bad`. */
export function readLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw bad('log-level', `one of ${LOG_LEVELS.join(', ')}, not ${text}`);
  return level;
}

function whole(flag: FlagName, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d{1,6}$/.test(text) && value >= min && value <= max) return value;
  throw bad(flag, `a number from ${min} to ${max}, not ${text}`);
}

function readProxies(text: string): readonly string[] {
  if (text === 'none') return [];
  const parts = text.split(',').map((part) => part.trim());
  const wrong = parts.find((part) => part !== 'loopback' && !isNetwork(part));
  if (wrong === undefined) return parts;
  throw bad('trust-proxy', `addresses or networks (10.0.0.7, 10.0.0.0/8), loopback, or none, not ${wrong}`);
}

/** A whole address family is no proxy: everybody could then say who they are. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits);
}

/** Whoever can read it on the way could use it. Throws AppError `centre.plaintext` {host}. */
export function assertEncryptedOrLocal(host: string, hasTls: boolean): void {
  if (hasTls || isLoopback(host)) return;
  throw new AppError(
    'centre.plaintext',
    `Without a certificate the centre speaks plain HTTP and therefore listens on this machine only, not on ${host}. ` +
      'Give it one (--tls-cert, --tls-key), or let it listen on 127.0.0.1 behind a reverse proxy with TLS.',
    { host },
  );
}

function bad(flag: FlagName, expected: string): AppError {
  return new AppError('flags.bad', `--${flag} takes ${expected}`, { flag });
}
