import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The library dials a socket of its own and parses whatever comes. So it never gets the PBX's: it dials this relay on
 * a private unix socket (named pipe on Windows), and the relay carries bytes between the two.
 *
 * Used for plain links too, not for TLS alone: our own code then sees every byte first, with limits the library
 * lacks, and there is one path to test instead of two.
 */
export interface Relay {
  readonly path: string;
  close(): void;
}

export interface RelayEnds {
  /** The socket to the PBX, open and paused. */
  readonly upstream: Socket;
  /** What of the PBX's bytes the library may see. May throw: the relay then closes both ends. */
  readonly inbound: (chunk: Buffer) => string;
  /**
   * The relay broke: either end is gone, or `inbound` threw. Called at most once, not after `close()`, and not before
   * the library has read what the PBX said last (why it refuses a login, for one).
   */
  readonly onBroken: (cause: Error | undefined) => void;
}

/** Takes exactly one visitor, then stops listening and removes its path. */
export async function openRelay({ upstream, inbound, onBroken }: RelayEnds): Promise<Relay> {
  const place = privatePlace();
  const server = createServer({ noDelay: true });
  let library: Socket | undefined;
  let closed = false;

  function stopListening(): void {
    server.close();
    place.remove();
  }

  function close(): void {
    closed = true;
    stopListening();
    library?.destroy();
    upstream.destroy();
  }

  function broken(cause?: Error): void {
    if (closed) return;
    close();
    onBroken(cause);
  }

  let upstreamError: Error | undefined;
  upstream.on('error', (error) => {
    upstreamError = error;
  });
  upstream.on('close', () => {
    if (library === undefined) broken(upstreamError);
    else library.end();
  });

  server.once('connection', (socket) => {
    stopListening();
    library = socket;
    socket.on('error', broken);
    socket.on('close', () => {
      broken(upstreamError);
    });
    socket.pipe(upstream, { end: false });
    upstream.on('data', (chunk: Buffer) => {
      try {
        const clean = inbound(chunk);
        if (clean !== '' && !socket.write(clean)) upstream.pause();
      } catch (error) {
        broken(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on('drain', () => upstream.resume());
    upstream.resume();
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.path, resolve);
  });
  return { path: place.path, close };
}

function privatePlace(): { readonly path: string; remove(): void } {
  if (process.platform === 'win32')
    return { path: `\\\\.\\pipe\\ami-${randomUUID()}`, remove: () => undefined };
  // mkdtemp makes the directory 0700: no other user of the machine can dial the socket in it.
  const directory = mkdtempSync(join(tmpdir(), 'ami-'));
  return {
    path: join(directory, 's'),
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
