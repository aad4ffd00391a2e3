import { Worker } from 'node:worker_threads';
import { workerScript } from '../host/worker-script.ts';
import type { CentreClientOptions } from './centre-client.ts';
import type { FetchedInto } from './net.ts';
import { receiveError } from './passed-error.ts';
import type { PassedError } from './passed-error.ts';
import { WorkerGone } from './worker-gone.ts';

/** A file of the centre's, to be written behind the `from` bytes that are there of its `bytes`. */
export interface FetchJob {
  readonly centre: CentreClientOptions;
  /** At the centre. */
  readonly path: string;
  /** On the disk. */
  readonly file: string;
  readonly from: number;
  readonly bytes: number;
}

export type FromFetchWorker =
  | { readonly kind: 'written'; readonly bytes: number }
  | ({ readonly kind: 'end' } & FetchedInto)
  | { readonly kind: 'failed'; readonly error: PassedError };

const PLACES = ['./fetch-worker.ts', './fetch-worker.js', '../fetch-worker.js'];

/** @throws where the worker is not there */
export function startFetchWorker(job: FetchJob): Worker {
  return new Worker(workerScript(import.meta.url, PLACES, 'fetches files'), { workerData: job });
}

/**
 * Fetches in a thread of its own: what a long file leaves behind on the main thread, chunk by chunk, is collected there
 * in pieces of many milliseconds, and a call waits for each.
 *
 * Settles when nothing writes to the file any more; what was written is there.
 * @throws as CentreClient.fetchRange; errors of the disk as they come; {@link WorkerGone}; the signal's reason
 */
export async function fetchInWorker(
  job: FetchJob,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
  start: (job: FetchJob) => Worker = startFetchWorker,
): Promise<FetchedInto> {
  signal.throwIfAborted();
  const worker = startOrGone(start, job);
  let abort: () => void = () => undefined;
  try {
    return await new Promise<FetchedInto>((resolve, reject) => {
      abort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', abort);
      worker.on('message', (word: FromFetchWorker) => {
        if (word.kind === 'written') onBytes(word.bytes);
        else if (word.kind === 'failed') reject(receiveError(word.error));
        else resolve({ bytes: word.bytes, sha256: word.sha256 });
      });
      worker.on('error', (error: Error) => reject(new WorkerGone(error.message)));
      worker.on('exit', () => reject(new WorkerGone('the worker has ended')));
    });
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function startOrGone(start: (job: FetchJob) => Worker, job: FetchJob): Worker {
  try {
    return start(job);
  } catch (error) {
    throw new WorkerGone(String(error));
  }
}
