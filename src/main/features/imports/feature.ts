import { importsContract } from '#shared/features/imports/contract.ts';
import { imports as shared } from '#shared/features/imports/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { exportCount, exportPage, listsFor } from './exports.ts';
import { ImportJobs } from './jobs.ts';
import { migrations } from './migrations.ts';
import { readInWorker } from './read-in-worker.ts';
import { rowViews } from './store.ts';

/** Ends early with the signal. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

export const imports: MainFeature = {
  shared,
  migrations,
  localTables: ['import_job', 'import_row', 'import_mapping'],
  parts(host) {
    const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const jobs = new ImportJobs({ host, reader: readInWorker, breathe, wait });
    const nothing = (work: () => void): null => {
      work();
      return null;
    };
    return {
      services: [jobs],
      implementation: implement(importsContract, {
        list: () => jobs.list(),
        get: ({ id }) => jobs.get(id),
        begin: (input) => jobs.begin(input),
        piece: ({ id, base64 }) => nothing(() => jobs.piece(id, Buffer.from(base64, 'base64'))),
        end: ({ id }) => nothing(() => jobs.end(id)),
        map: (input) => nothing(() => jobs.map(input)),
        check: ({ id }) => nothing(() => jobs.check(id)),
        run: ({ id }) => nothing(() => jobs.run(id)),
        resume: ({ id }) => nothing(() => jobs.resume(id)),
        stop: async ({ id }) => {
          await jobs.halt(id);
          return null;
        },
        undo: ({ id }) => nothing(() => jobs.undo(id)),
        remove: ({ id }) => nothing(() => jobs.remove(id)),
        rows: (input) => (jobs.get(input.id) === null ? [] : rowViews(host.db, input)),
        exportLists: () => listsFor(host).map(({ name, columns }) => ({ name, columns })),
        exportCount: (input) => exportCount(host, input),
        exportPage: (input) => exportPage(host, input),
      }),
    };
  },
};
