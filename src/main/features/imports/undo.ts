import { AppError } from '#shared/kernel/app-error.ts';
import { isReferred, refColumnsTo } from '../../host/referred.ts';
import { JOB, SLICE } from './job-work.ts';
import type { JobWork } from './job-work.ts';
import { batchCounts, jobById, nextRows, patchJob, saveUndo } from './store.ts';

/**
 * What stands against taking a row back is asked of this desk, once it holds what the import wrote.
 *
 * @returns false: stopped.
 */
export async function planUndo(work: JobWork, id: string, signal: AbortSignal): Promise<boolean> {
  const { host } = work;
  const job = jobById(host.db, id);
  if (!job) return false;
  if (job.undo_client !== null) return true;
  const synced = await work.retrying(id, signal, async () => {
    const { state, asOf } = host.status().centre;
    if (state !== 'online' || asOf === null || asOf < (job.run_at ?? 0))
      throw new AppError('centre.offline', 'the replica does not hold what the import wrote yet');
    return true;
  });
  if (!synced) return false;
  const { db } = host;
  const columns = refColumnsTo(host.tables.values(), 'party').filter(
    ({ table }) => table.name !== 'contact_point',
  );
  const isUsed = (party: string): boolean => isReferred(db, columns, { type: 'party', id: party });
  let kept = 0;
  let after = -1;
  work.patch(id, { total: batchCounts(db, 'run', id).rows, done: 0 });
  for (let done = 0; ;) {
    const rows = nextRows(db, id, after, SLICE);
    if (rows.length === 0) break;
    after = rows.at(-1)?.n ?? after;
    const undos = rows.flatMap(({ n, memory, entry }) => {
      const remembered = memory ?? entry;
      if (remembered === null) return [];
      const undo = work.target().undo(db, JSON.parse(remembered), isUsed);
      if (undo.isKept) kept += 1;
      return [{ n, undo }];
    });
    done += undos.length;
    host.local(JOB, (write) => {
      for (const { n, undo } of undos) saveUndo(write, id, n, undo);
      patchJob(write, id, { done, kept });
    });
    await work.breathe();
    if (signal.aborted) return false;
  }
  return true;
}
