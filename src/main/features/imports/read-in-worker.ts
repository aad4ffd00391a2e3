import { Worker } from 'node:worker_threads';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { ErrorParams } from '#shared/kernel/app-error.ts';
import { workerScript } from '../../host/worker-script.ts';
import type { ReadHead, ReadRow } from './read-file.ts';

export type ToReader =
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  /** The last part is stored. */
  | { readonly kind: 'next' };

export type FromReader =
  | { readonly kind: 'head'; readonly head: ReadHead }
  | { readonly kind: 'rows'; readonly rows: readonly ReadRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly code: string; readonly params: ErrorParams };

/** A file on its way into the desk. */
export interface FileReader {
  piece(bytes: Uint8Array): void;
  /**
   * All pieces are there: tells the head and the rows, each when the one before was taken.
   * @throws AppError of the file; `import.unreadable` where the thread died, of memory for example.
   */
  read(take: (part: ReadHead | readonly ReadRow[]) => void): Promise<void>;
  close(): void;
}

const PLACES = ['./read-worker.ts', './import-read-worker.js', '../import-read-worker.js'];
/** What an archive unfolds into stays in the thread; past this it ends, and the desk goes on. */
const MAX_HEAP_MB = 3072;

export function readInWorker(options: {
  readonly bytes: number;
  readonly encoding: Encoding | 'auto';
}): FileReader {
  const worker = new Worker(workerScript(import.meta.url, PLACES, 'reads files'), {
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  // A thread has no origin; the rule thinks of windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const post = (message: ToReader): void => worker.postMessage(message);
  // Died before it was asked: `read` will tell.
  let died: unknown;
  worker.on('error', (error) => (died = error));
  return {
    piece: (bytes) => post({ kind: 'piece', bytes }),
    read: (take) =>
      new Promise((resolve, reject) => {
        const fail = (cause: unknown): void =>
          reject(new AppError('import.unreadable', 'the file could not be read', {}, { cause }));
        if (died !== undefined) return fail(died);
        worker.on('error', fail);
        worker.on('exit', () => fail(undefined));
        worker.on('message', (message: FromReader) => {
          try {
            if (message.kind === 'end') return resolve();
            if (message.kind === 'failed')
              return reject(new AppError(message.code, 'the file cannot be taken', message.params));
            take(message.kind === 'head' ? message.head : message.rows);
            post({ kind: 'next' });
          } catch (error) {
            reject(error);
          }
        });
        post({ kind: 'end' });
      }),
    close: () => void worker.terminate(),
  };
}
