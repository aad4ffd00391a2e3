import { parentPort, workerData } from 'node:worker_threads';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { runBehindMain } from '../../host/behind-main.ts';
import { readFile } from './read-file.ts';
import type { FromReader, ToReader } from './read-in-worker.ts';

/* An entry of its own, in the source as in the built app: see read-in-worker.ts. */
if (parentPort) {
  runBehindMain();
  const port = parentPort;
  const { bytes, encoding } = workerData as { readonly bytes: number; readonly encoding: Encoding | 'auto' };
  const file = new Uint8Array(bytes);
  let filled = 0;
  let wanted: (() => void) | undefined;
  const tell = (message: FromReader): void => port.postMessage(message);
  const read = async (): Promise<void> => {
    try {
      for await (const part of readFile(file.subarray(0, filled), encoding)) {
        const next = new Promise<void>((resolve) => (wanted = resolve));
        tell('format' in part ? { kind: 'head', head: part } : { kind: 'rows', rows: part });
        await next;
      }
      tell({ kind: 'end' });
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError('import.unreadable', messageOf(error));
      tell({ kind: 'failed', code: known.code, params: known.params });
    }
    port.close();
  };
  port.on('message', (message: ToReader) => {
    if (message.kind === 'next') wanted?.();
    else if (message.kind === 'end') void read();
    else {
      // More than was announced is not read: the announced size was checked.
      file.set(message.bytes.subarray(0, file.length - filled), filled);
      filled = Math.min(file.length, filled + message.bytes.length);
    }
  });
}
