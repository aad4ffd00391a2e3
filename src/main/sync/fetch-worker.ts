import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { runBehindMain } from '../host/behind-main.ts';
import { appendSync } from './append-sync.ts';
import { createCentreClient } from './centre-client.ts';
import type { FetchJob, FromFetchWorker } from './fetch-in-worker.ts';
import { passError } from './passed-error.ts';

/** Somebody looks at the progress. */
const TELL_EVERY_MS = 100;

/* An entry of its own, in the source as in the built app: see fetch-in-worker.ts. */
if (parentPort) {
  runBehindMain();
  const port = parentPort;
  const tell = (word: FromFetchWorker): void => port.postMessage(word);
  await fetchFile(workerData as FetchJob, tell).catch((error: unknown) =>
    tell({ kind: 'failed', error: passError(error) }),
  );
}

async function fetchFile(
  { centre, path, file, from, bytes }: FetchJob,
  tell: (word: FromFetchWorker) => void,
): Promise<void> {
  const hash = createHash('sha256');
  // Whoever does not want it any more ends the thread.
  const { signal } = new AbortController();
  const chunks = createCentreClient(centre).fetchRange(path, from, bytes, signal);
  let toldAt = performance.now();
  const written = await appendSync(file, chunks, (chunk, count) => {
    hash.update(chunk);
    const now = performance.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    tell({ kind: 'written', bytes: count });
  });
  tell({ kind: 'end', bytes: written, sha256: hash.digest('hex') });
}
