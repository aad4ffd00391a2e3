import { Worker } from 'node:worker_threads';
import { messageOf } from '#shared/kernel/app-error.ts';
import { workerScript } from '../host/worker-script.ts';
import type { AppliedSlice, FromPageWorker, ToPageWorker } from './page-worker-messages.ts';
import { receiveError } from './passed-error.ts';
import type { PassedError } from './passed-error.ts';
import { WorkerGone } from './worker-gone.ts';

/** The worker that applies pages, as the main thread sees it. */
export interface PageWorkerPort {
  /** @throws {AppError} the worker's; {@link WorkerGone} */
  ask(message: Question, onSlice?: (slice: AppliedSlice) => void): Promise<Answer>;
  send(message: ToPageWorker): void;
  /** Resolves when the worker has ended. */
  close(): Promise<void>;
}

type Question = Extract<ToPageWorker, { readonly id: number; readonly kind: 'open' | 'parse' | 'apply' }>;
type Answer = Extract<FromPageWorker, { readonly kind: 'opened' | 'parsed' | 'applied' }>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly onSlice: ((slice: AppliedSlice) => void) | undefined;
}

const PLACES = ['../page-worker.ts', './page-worker.js', '../page-worker.js'];

/** @throws where the worker is not there */
export function startPageWorker(): Worker {
  return new Worker(workerScript(import.meta.url, PLACES, 'applies pages'));
}

/** `onCommit`: a transaction of the worker's has changed these tables. */
export function connectPageWorker(
  worker: Worker,
  onCommit: (tables: readonly string[]) => void,
): PageWorkerPort {
  const waiting = new Map<number, Waiting>();
  let hasEnded = false;

  const end = (why: string): void => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(new WorkerGone(why));
    waiting.clear();
  };
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end('the worker has ended');
      resolve();
    });
  });
  worker.on('error', (error) => end(messageOf(error)));
  worker.on('message', (message: FromPageWorker) => {
    const asked = waiting.get(message.id);
    if (message.kind === 'slice') {
      if (message.tables.length > 0) onCommit(message.tables);
      asked?.onSlice?.(message);
      return;
    }
    waiting.delete(message.id);
    if (message.kind === 'failed') asked?.reject(received(message.error));
    else asked?.resolve(message);
  });
  // Of worker_threads: there is no origin to name.
  const send = (message: ToPageWorker): void =>
    worker.postMessage(message, message.kind === 'parse' ? [message.packed.bytes.buffer] : []);
  return {
    send,
    ask: (message, onSlice) =>
      new Promise((resolve, reject) => {
        if (hasEnded) return reject(new WorkerGone('the worker has ended'));
        waiting.set(message.id, { resolve, reject, onSlice });
        send(message);
      }),
    async close() {
      send({ kind: 'close' });
      await exited;
    },
  };
}

/** What no page is to blame for is the worker's. */
const received = (error: PassedError): Error =>
  error.kind === 'other' ? new WorkerGone(error.message) : receiveError(error);
