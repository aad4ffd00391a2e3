import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresError, errorCode } from './errors.ts';

/** Held by the one process that supervises a data folder. */
export interface Claim {
  release(): Promise<void>;
}

/**
 * A claim is a listening local socket: the system gives it to exactly one process and takes it back when that process
 * dies, however it dies, so there is no stale lock and no reused process id to reason about. Whoever connects is told
 * the holder's process id.
 *
 * Linux: an abstract socket (no file). Windows: a named pipe. Elsewhere: a socket file in the temporary folder.
 * `key` is secret, so that no other user of the machine can occupy the name.
 */
export function claimAddress(key: string, platform: string = process.platform): string {
  const name = `rufblatt-postgres-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
  if (platform === 'linux') return `\0${name}`;
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(String(process.pid));
    });
    server.once('error', reject);
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

type Holder = { readonly alive: false } | { readonly alive: true; readonly pid: string };

const ANSWER_MS = 2000;

function askHolder(address: string): Promise<Holder> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let answer = '';
    const settle = (alive: boolean): void => {
      socket.destroy();
      resolve(alive ? { alive, pid: /^\d+$/.test(answer) ? answer : 'unknown' } : { alive: false });
    };
    // A holder that is suspended accepts but does not answer: alive all the same.
    socket.setTimeout(ANSWER_MS, () => settle(true));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => settle(true));
    socket.on('error', (error) => settle(!['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? '')));
  });
}

/**
 * Claims the address or fails at once.
 *
 * @throws PostgresError `in-use` naming the process that holds it.
 */
export async function claim(address: string, what: string): Promise<Claim> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const server = await listen(address);
      return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE') throw error;
    }
    const holder = await askHolder(address);
    if (holder.alive || attempt === 3) {
      throw new PostgresError(
        'in-use',
        `${what} is already in use by process ${holder.alive ? holder.pid : 'unknown'}. ` +
          'Stop that one first, or give this one a data folder of its own.',
      );
    }
    // Only a socket file outlives its process; nobody listens behind it any more.
    if (!address.startsWith('\0')) await unlink(address).catch(() => undefined);
  }
}
