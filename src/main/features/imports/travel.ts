import type { RowCounts } from '#shared/features/imports/contract.ts';
import type { WritableDb } from '../../replica/db.ts';
import { JOB, JOB_AND_ROWS, SLICE } from './job-work.ts';
import type { JobWork } from './job-work.ts';
import { createCutter, outcomesOf, sendBatch } from './line.ts';
import type { Line } from './line.ts';
import { send, sendAhead } from './send-ahead.ts';
import type { Sending } from './send-ahead.ts';
import { batchCounts, batchRows, jobById, patchJob, setBatch, travellers } from './store.ts';
import type { JobRow, Way } from './store.ts';
import { planUndo } from './undo.ts';

/** Cuts the batches where that has not been done, sends what the centre has not got, asks what became of it. */
export async function travel(work: JobWork, id: string, way: Way, signal: AbortSignal): Promise<void> {
  let client: string | undefined;
  try {
    client = await sendAll(work, id, way, signal);
  } finally {
    work.keepProgress();
  }
  if (client !== undefined) await settle(work, id, way, client, signal);
}

/** @returns the line the centre has all of; undefined: stopped, or nothing to do. */
async function sendAll(
  work: JobWork,
  id: string,
  way: Way,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { host } = work;
  const { db } = host;
  if (way === 'undo' && !(await planUndo(work, id, signal))) return undefined;
  const job = await cut(work, id, way, signal);
  if (!job) return undefined;
  const client = way === 'run' ? job.run_client : job.undo_client;
  if (client === null) return undefined;
  const at = (way === 'run' ? job.run_at : job.undo_at) ?? job.at;
  const line: Line = { client, at, command: work.target().commands[way === 'run' ? 'apply' : 'undo'] };
  const { last, rows: total } = batchCounts(db, way, id);
  work.patch(id, { total, done: 0 });
  const note = (done: number): void => work.note(id, { done, ...(way === 'run' && { applied: done }) });
  const sent: Sending = {
    last,
    rows: (batch) => batchRows(db, way, id, batch),
    send: (batch, rows) => sendBatch(host, line, batch, rows),
    note,
    breathe: work.breathe,
  };
  for (let batch = await work.retrying(id, signal, () => firstMissing(work, line, id, way, last)); ;) {
    if (batch === undefined || signal.aborted) return undefined;
    // The centre says where to go on, which is not always the following one; counting all of them each time is dear.
    const before = batchCounts(db, way, id, batch - 1).rows;
    if (batch > 1) note(before);
    if (batch > last) return client;
    const { batch: current, error } = await sendAhead(sent, batch, before, signal);
    if (signal.aborted) return undefined;
    let failure = error;
    batch =
      current > last
        ? current
        : await work.retrying(id, signal, async () => {
            // It has failed once already: that counts.
            const failed = failure;
            failure = undefined;
            if (failed !== undefined) throw failed;
            return send(sent, current);
          });
  }
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

/** A check of an older version left the cutting to the run. */
function isCutByCheck({ host }: JobWork, { id, counts }: JobRow): boolean {
  const found = counts === null ? undefined : (JSON.parse(counts) as RowCounts);
  return found !== undefined && batchCounts(host.db, 'run', id).rows === found.new + found.changed;
}

/** Batches in the order of the rows; decided once, for numbers never change. */
async function cut(work: JobWork, id: string, way: Way, signal: AbortSignal): Promise<JobRow | undefined> {
  const { host } = work;
  const job = jobById(host.db, id);
  if (!job) return undefined;
  if ((way === 'run' ? job.run_client : job.undo_client) !== null) return job;
  const isCut = way === 'run' && isCutByCheck(work, job);
  if (!isCut && !(await cutRows(work, id, way, signal))) return undefined;
  const client = host.newId();
  const at = host.clock.now();
  work.patch(id, way === 'run' ? { run_client: client, run_at: at } : { undo_client: client, undo_at: at });
  return jobById(host.db, id);
}

/** @returns false: stopped. */
async function cutRows(
  { host, breathe }: JobWork,
  id: string,
  way: Way,
  signal: AbortSignal,
): Promise<boolean> {
  const batchOf = createCutter();
  for (let after = -1; ;) {
    const rows = travellers(host.db, way, id, after, SLICE);
    if (rows.length === 0) return true;
    const parts = new Map<number, number[]>();
    for (const row of rows) {
      const batch = batchOf(row);
      parts.set(batch, [...(parts.get(batch) ?? []), row.n]);
    }
    after = rows.at(-1)?.n ?? after;
    const save = (db: WritableDb): void => parts.forEach((ns, number) => setBatch(db, way, id, ns, number));
    // What names the line is written after them, and waits for the disk.
    host.local(JOB, save, { isRepeatable: true });
    await breathe();
    if (signal.aborted) return false;
  }
}
