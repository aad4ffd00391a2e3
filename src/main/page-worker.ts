import { parentPort } from 'node:worker_threads';
import { runBehindMain } from './host/behind-main.ts';

/* An entry of its own, in the source as in the built app: see sync/page-helper.ts. */
if (parentPort) {
  runBehindMain();
  // All features are read and compiled for it: 300 ms of a processor that are behind the main thread's as well.
  const { servePages } = await import('./serve-page-worker.ts');
  servePages(parentPort);
}
