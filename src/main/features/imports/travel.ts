import type { WritableDb } from '../../replica/db.ts';
import { JOB, JOB_AND_ROWS, SLICE } from './job-work.ts';
import type { JobWork } from './job-work.ts';
import { bytesOf, MAX_BATCH_BYTES, MOST_BATCH_ROWS, outcomesOf, sendBatch } from './line.ts';
import type { Line } from './line.ts';
import { batchCounts, batchRows, jobById, patchJob, setBatch, travellers } from './store.ts';
import type { JobRow, Way } from './store.ts';
import { planUndo } from './undo.ts';

/** Cuts the batches where that has not been done, sends what the centre has not got, asks what became of it. */
export async function travel(work: JobWork, id: string, way: Way, signal: AbortSignal): Promise<void> {
  const { db } = work.host;
  if (way === 'undo' && !(await planUndo(work, id, signal))) return;
  const job = await cut(work, id, way, signal);
  if (!job) return;
  const client = way === 'run' ? job.run_client : job.undo_client;
  if (client === null) return;
  const at = (way === 'run' ? job.run_at : job.undo_at) ?? job.at;
  const line: Line = { client, at, command: work.target().commands[way === 'run' ? 'apply' : 'undo'] };
  const { last, rows: total } = batchCounts(db, way, id);
  work.patch(id, { total, done: 0 });
  let done = 0;
  for (
    let sent = 0, batch = await work.retrying(id, signal, () => firstMissing(work, line, id, way, last));
    ;
  ) {
    if (batch === undefined || signal.aborted) return;
    // The centre says where to go on, which is not always the following one; counting all of them each time is dear.
    if (batch !== sent + 1) done = batchCounts(db, way, id, batch - 1).rows;
    if (batch > 1) work.patch(id, { done, ...(way === 'run' && { applied: done }) });
    if (batch > last) break;
    const current: number = batch;
    const rows = batchRows(db, way, id, current);
    batch = await work.retrying(id, signal, () => sendBatch(work.host, line, current, rows));
    done += rows.length;
    sent = current;
    await work.breathe();
  }
  await settle(work, id, way, client, signal);
}

/** A line of which the centre has something tells by a number too high where it is. */
async function firstMissing(
  { host }: JobWork,
  line: Line,
  id: string,
  way: Way,
  last: number,
): Promise<number> {
  if (last < 2) return 1;
  const next = await sendBatch(host, line, last, batchRows(host.db, way, id, last));
  return Math.min(next, last + 1);
}

async function settle(
  work: JobWork,
  id: string,
  way: Way,
  client: string,
  signal: AbortSignal,
): Promise<void> {
  const { host } = work;
  const outcomes = await work.retrying(id, signal, () => outcomesOf(host, client));
  if (!outcomes) return;
  const refused = outcomes
    .filter(({ outcome }) => outcome === 'rejected')
    .reduce((sum, { mid }) => sum + batchRows(host.db, way, id, mid).length, 0);
  const conflicts = outcomes
    .filter(({ outcome }) => outcome === 'conflict')
    .reduce((sum, { detail }) => sum + (Array.isArray(detail) ? detail.length : 1), 0);
  const kept = (jobById(host.db, id)?.kept ?? 0) + conflicts + refused;
  host.local(JOB_AND_ROWS, (db) =>
    patchJob(db, id, way === 'run' ? { state: 'done', refused, conflicts } : { state: 'undone', kept }),
  );
}

/** Batches in the order of the rows, as large as one push may be; decided once, for numbers never change. */
async function cut(work: JobWork, id: string, way: Way, signal: AbortSignal): Promise<JobRow | undefined> {
  const { host } = work;
  const job = jobById(host.db, id);
  if (!job) return undefined;
  if ((way === 'run' ? job.run_client : job.undo_client) !== null) return job;
  let batch = 1;
  let inBatch = 0;
  let bytes = 0;
  let after = -1;
  for (;;) {
    const rows = travellers(host.db, way, id, after, SLICE);
    if (rows.length === 0) break;
    const parts = new Map<number, number[]>();
    for (const row of rows) {
      const size = bytesOf(row);
      if (inBatch > 0 && (inBatch >= MOST_BATCH_ROWS || bytes + size > MAX_BATCH_BYTES)) {
        batch += 1;
        inBatch = 0;
        bytes = 0;
      }
      inBatch += 1;
      bytes += size;
      parts.set(batch, [...(parts.get(batch) ?? []), row.n]);
    }
    after = rows.at(-1)?.n ?? after;
    const save = (db: WritableDb): void => parts.forEach((ns, number) => setBatch(db, way, id, ns, number));
    // What names the line is written after them, and waits for the disk.
    host.local(JOB, save, { isRepeatable: true });
    await work.breathe();
    if (signal.aborted) return undefined;
  }
  const client = host.newId();
  const at = host.clock.now();
  work.patch(id, way === 'run' ? { run_client: client, run_at: at } : { undo_client: client, undo_at: at });
  return jobById(host.db, id);
}
