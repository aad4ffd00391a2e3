import { Worker } from 'node:worker_threads';
import { workerScript } from '../host/worker-script.ts';
import type { Prepared, SnapshotToPrepare } from './prepare-snapshot.ts';

const PLACES = [
  './prepare-snapshot-worker.ts',
  './prepare-snapshot-worker.js',
  '../prepare-snapshot-worker.js',
];

/** Throws where the worker cannot run or the signal aborts; the file is then to be thrown away. */
export function prepareInWorker(snapshot: SnapshotToPrepare, signal: AbortSignal): Promise<Prepared> {
  const script = workerScript(import.meta.url, PLACES, 'prepares snapshots');
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: snapshot });
    const abort = (): void => void worker.terminate();
    signal.addEventListener('abort', abort);
    worker.on('message', (prepared: Prepared) => resolve(prepared));
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', abort);
      reject(signal.aborted ? (signal.reason as Error) : new Error('the worker ended without an answer'));
    });
  });
}
