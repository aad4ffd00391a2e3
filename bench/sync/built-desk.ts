import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../../src/launch/root.ts';
import { openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { SyncedDesk, SyncedDeskOptions } from '#test/support/bootstrap-desk.ts';

/** As the build leaves it: a desk in use does not read and strip some 200 sources first. */
const PAGE_WORKER = join(ROOT, 'out', 'main', 'page-worker.js');

/** A desk whose pages are written by the thread that is built (src/launch/build.ts). */
export function openBuiltDesk(options: SyncedDeskOptions): SyncedDesk {
  return openSyncedDesk({ ...options, startPageWorker: () => new Worker(PAGE_WORKER) });
}
