import type { MessagePort } from 'node:worker_threads';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { linkAdd, linkRemove, linkTable } from '#shared/links/links.ts';
import { openBeside } from './replica/encrypted-file.ts';
import { createBeside } from './replica/replica.ts';
import { createPageServer } from './sync/serve-pages.ts';
import type { ToPageWorker } from './sync/page-worker-messages.ts';

/** What the worker does (page-worker.ts), until it is told to close. */
export function servePages(port: MessagePort): void {
  const tables = features.flatMap((feature) => feature.tables);
  const commands = [linkAdd, linkRemove, ...features.flatMap((feature) => feature.commands)];
  const nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const server = createPageServer({
    clock: systemClock,
    registry: createCommandRegistry(commands, [linkTable, ...tables]),
    open(file, key) {
      const connection = openBeside(file, key);
      // What many pages change is written back once for more of them; 16 MB of log.
      connection.pragma('wal_autocheckpoint = 4000');
      const replica = createBeside(connection, tables);
      return {
        ...replica,
        close() {
          // Or the side that has calls to answer would have to, when it closes.
          connection.pragma('wal_checkpoint(PASSIVE)');
          replica.close();
        },
      };
    },
    rest: (ms) => void Atomics.wait(nobody, 0, 0, ms),
    tell: (message) => port.postMessage(message),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    closed: () => port.close(),
  });
  port.on('message', (message: ToPageWorker) => server.take(message));
}
