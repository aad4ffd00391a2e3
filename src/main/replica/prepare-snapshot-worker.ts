import { parentPort, workerData } from 'node:worker_threads';
import { runBehindMain } from '../host/behind-main.ts';
import { prepareSnapshot } from './prepare-snapshot.ts';
import type { SnapshotToPrepare } from './prepare-snapshot.ts';

/* An entry of its own, in the source as in the built app: see prepare-in-worker.ts. */
if (parentPort) {
  runBehindMain();
  const port = parentPort;
  port.postMessage(await prepareSnapshot(workerData as SnapshotToPrepare));
}
