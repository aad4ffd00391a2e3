import { labelsOf, mapRow } from '#shared/features/imports/mapping.ts';
import type { Mapping } from '#shared/features/imports/mapping.ts';
import { MAX_CELL } from '#shared/features/imports/read/limits.ts';
import type { RowKind } from '#shared/transfer/import-field.ts';
import type { RowPlan } from '../../host/import-target.ts';
import type { WritableDb } from '../../replica/db.ts';
import { JOB, JOB_AND_ROWS, SLICE } from './job-work.ts';
import type { JobWork } from './job-work.ts';
import { createCutter } from './line.ts';
import { jobById, json, nextRows, patchJob, savePlans } from './store.ts';

/** Works out what each row would do and which batch would carry it, and writes nothing but that. */
export async function checkRows(work: JobWork, id: string, signal: AbortSignal): Promise<void> {
  const job = jobById(work.host.db, id);
  if (!job) return;
  const { db, newId, settings } = work.host;
  work.patch(id, { state: 'checking', counts: null, done: 0, total: job.rows });
  const headers = JSON.parse(job.headers) as readonly string[];
  const mapping = JSON.parse(job.mapping) as Mapping;
  const profile = settings().dialProfile;
  const plan = work.target().planner({ db, newId, profile, existing: job.existing });
  const labels = labelsOf(headers);
  const counts: Record<RowKind, number> = { new: 0, changed: 0, same: 0, duplicate: 0, faulty: 0 };
  const batchOf = createCutter();
  let after = -1;
  for (let done = 0; ;) {
    const rows = nextRows(db, id, after, SLICE);
    if (rows.length === 0) break;
    const read = rows.map(({ n, cells, reason }) => {
      const values = JSON.parse(cells) as readonly string[];
      const fault = readingFault(values, reason);
      return { n, fault, row: fault ? undefined : mapRow(values, mapping, labels) };
    });
    const planned = plan(read.flatMap(({ row }) => (row ? [row] : []))).values();
    const plans = read.map(({ n, fault }) => {
      const made = fault ?? next(planned);
      const entry = json(made.entry);
      const base = json(made.base);
      return { n, plan: made, entry, base, batch: entry === null ? null : batchOf({ entry, base }) };
    });
    for (const { plan: made } of plans) counts[made.kind] += 1;
    after = rows.at(-1)?.n ?? after;
    done += rows.length;
    const save = (write: WritableDb): void => {
      savePlans(write, id, plans);
      patchJob(write, id, { done });
    };
    work.host.local(JOB, save, { isRepeatable: true });
    await work.breathe();
    if (signal.aborted) return;
  }
  work.host.local(JOB_AND_ROWS, (write) =>
    patchJob(write, id, { state: 'checked', counts: JSON.stringify(counts) }),
  );
}

function next(planned: Iterator<RowPlan>): RowPlan {
  const { done, value } = planned.next();
  if (done) throw new Error('fewer plans than rows');
  return value;
}

/** Reasons that come from the reading, whatever the columns mean; they outlive every check. */
const READING_FAULTS: readonly string[] = ['too-many-cells', 'bad-card'];

function readingFault(cells: readonly string[], reason: string | null): RowPlan | undefined {
  if (reason !== null && READING_FAULTS.includes(reason)) return { kind: 'faulty', reason };
  return cells.some((cell) => cell.length > MAX_CELL) ? { kind: 'faulty', reason: 'too-long' } : undefined;
}
