import type {
  ImportJobLine,
  ImportJobView,
  ImportRowView,
  JobState,
} from '#shared/features/imports/contract.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import type { FileFormat } from '#shared/features/imports/read/format.ts';
import type { Base } from '#shared/sync/protocol.ts';
import type { RowKind } from '#shared/transfer/import-field.ts';
import type { RowPlan } from '../../host/import-target.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import type { ReadRow } from './read-file.ts';

export interface JobRow {
  readonly id: string;
  readonly user_id: string;
  readonly file_name: string;
  readonly at: number;
  readonly state: JobState;
  readonly format: FileFormat | null;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  /** JSON, as `mapping`, `counts` and `error`. */
  readonly headers: string;
  readonly mapping: string;
  readonly remembered: number;
  readonly existing: 'update' | 'leave';
  readonly rows: number;
  readonly done: number;
  readonly total: number;
  readonly counts: string | null;
  /** The import's own line at the centre; null until its batches are cut. */
  readonly run_client: string | null;
  readonly run_at: number | null;
  readonly applied: number;
  readonly undo_client: string | null;
  readonly undo_at: number | null;
  readonly kept: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly error: string | null;
}

export interface StoredRow {
  readonly n: number;
  readonly line: number;
  readonly cells: string;
  readonly kind: RowKind | null;
  readonly reason: string | null;
  readonly field: string | null;
  readonly ref_id: string | null;
  readonly entry: string | null;
  readonly base: string | null;
  readonly memory: string | null;
}

/** The two ways an import travels: there, and back. */
export type Way = 'run' | 'undo';

const COLUMNS = {
  run: { entry: 'entry', base: 'base', batch: 'batch' },
  undo: { entry: 'undo_entry', base: 'undo_base', batch: 'undo_batch' },
} as const;

export function jobById(db: ReadableDb, id: string): JobRow | undefined {
  return db.prepare<[string], JobRow>('SELECT * FROM import_job WHERE id = ?').get(id);
}

export function jobsOf(db: ReadableDb, userId: string): readonly JobRow[] {
  return db
    .prepare<[string], JobRow>('SELECT * FROM import_job WHERE user_id = ? ORDER BY at DESC, id DESC')
    .all(userId);
}

export function insertJob(
  db: WritableDb,
  job: { readonly id: string; readonly userId: string; readonly fileName: string; readonly at: number },
): void {
  db.prepare(`INSERT INTO import_job (id, user_id, file_name, at, state) VALUES (?, ?, ?, ?, 'reading')`).run(
    ...[job.id, job.userId, job.fileName, job.at],
  );
}

/** The names are this file's own. */
export function patchJob(db: WritableDb, id: string, patch: Partial<Omit<JobRow, 'id'>>): void {
  const names = Object.keys(patch);
  db.prepare(`UPDATE import_job SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`).run(
    ...Object.values(patch),
    id,
  );
}

export function appendRows(db: WritableDb, jobId: string, from: number, rows: readonly ReadRow[]): void {
  const insert = db.prepare('INSERT INTO import_row (job_id, n, line, cells, reason) VALUES (?, ?, ?, ?, ?)');
  rows.forEach(({ line, cells, fault }, i) =>
    insert.run(jobId, from + i, line, JSON.stringify(cells), fault ?? null),
  );
}

/** `after`: the number of the last row one has; -1 for none. */
export function nextRows(db: ReadableDb, jobId: string, after: number, limit: number): readonly StoredRow[] {
  return db
    .prepare<[string, number, number], StoredRow>(
      'SELECT * FROM import_row WHERE job_id = ? AND n > ? ORDER BY n LIMIT ?',
    )
    .all(jobId, after, limit);
}

/** `entry` and `base` as they are stored and travel. */
export interface PlannedRow {
  readonly n: number;
  readonly plan: RowPlan;
  readonly entry: string | null;
  readonly base: string | null;
  readonly batch: number | null;
}

export function savePlans(db: WritableDb, jobId: string, plans: readonly PlannedRow[]): void {
  const update = db.prepare(
    `UPDATE import_row SET kind = ?, reason = ?, field = ?, ref_id = ?, entry = ?, base = ?, memory = ?, batch = ?
     WHERE job_id = ? AND n = ?`,
  );
  for (const { n, plan, entry, base, batch } of plans) {
    const { kind, reason = null, field = null, id = null, memory } = plan;
    update.run(kind, reason, field, id, entry, base, json(memory), batch, jobId, n);
  }
}

export function saveUndo(
  db: WritableDb,
  jobId: string,
  n: number,
  undo: { readonly entry?: unknown; readonly base?: Base },
): void {
  db.prepare(
    'UPDATE import_row SET undo_entry = ?, undo_base = ?, undo_batch = NULL WHERE job_id = ? AND n = ?',
  ).run(...[json(undo.entry), json(undo.base), jobId, n]);
}

export const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export function setBatch(
  db: WritableDb,
  way: Way,
  jobId: string,
  ns: readonly number[],
  batch: number,
): void {
  db.prepare(
    `UPDATE import_row SET ${COLUMNS[way].batch} = ? WHERE job_id = ? AND n IN (SELECT value FROM json_each(?))`,
  ).run(batch, jobId, JSON.stringify(ns));
}

export interface BatchRow {
  readonly n: number;
  readonly entry: string;
  readonly base: string | null;
}

/** Rows that travel, after row `after`, whether or not a batch has them. */
export function travellers(
  db: ReadableDb,
  way: Way,
  jobId: string,
  after: number,
  limit: number,
): readonly BatchRow[] {
  const { entry, base } = COLUMNS[way];
  return db
    .prepare<[string, number, number], BatchRow>(
      `SELECT n, ${entry} AS entry, ${base} AS base FROM import_row
       WHERE job_id = ? AND n > ? AND ${entry} IS NOT NULL ORDER BY n LIMIT ?`,
    )
    .all(jobId, after, limit);
}

export function batchRows(db: ReadableDb, way: Way, jobId: string, batch: number): readonly BatchRow[] {
  const { entry, base, batch: number } = COLUMNS[way];
  return db
    .prepare<[string, number], BatchRow>(
      `SELECT n, ${entry} AS entry, ${base} AS base FROM import_row INDEXED BY import_row_by_${number}
       WHERE job_id = ? AND ${number} = ? ORDER BY n`,
    )
    .all(jobId, batch);
}

/** How many batches there are, and how many rows are in those up to `batch`. */
export function batchCounts(
  db: ReadableDb,
  way: Way,
  jobId: string,
  batch = Number.MAX_SAFE_INTEGER,
): { readonly last: number; readonly rows: number } {
  const { batch: number } = COLUMNS[way];
  const counts = db
    .prepare<[string, number], { last: number; rows: number }>(
      `SELECT coalesce(max(${number}), 0) AS last, count(*) AS rows FROM import_row
       WHERE job_id = ? AND ${number} IS NOT NULL AND ${number} <= ?`,
    )
    .get(jobId, batch);
  return counts ?? { last: 0, rows: 0 };
}

export function deleteJob(db: WritableDb, id: string): void {
  db.prepare('DELETE FROM import_row WHERE job_id = ?').run(id);
  db.prepare('DELETE FROM import_job WHERE id = ?').run(id);
}

export function rememberedMapping(db: ReadableDb, signature: string): readonly (string | null)[] | undefined {
  const found = db
    .prepare<[string], { mapping: string }>('SELECT mapping FROM import_mapping WHERE signature = ?')
    .get(signature);
  return found && (JSON.parse(found.mapping) as readonly (string | null)[]);
}

export function rememberMapping(
  db: WritableDb,
  remembered: {
    readonly signature: string;
    readonly mapping: readonly (string | null)[];
    readonly at: number;
  },
): void {
  db.prepare(
    `INSERT INTO import_mapping (signature, mapping, at) VALUES (?, ?, ?)
     ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, at = excluded.at`,
  ).run(remembered.signature, JSON.stringify(remembered.mapping), remembered.at);
}

export function lineView(job: JobRow, isWaiting: boolean): ImportJobLine {
  return {
    id: job.id,
    fileName: job.file_name,
    at: job.at,
    state: job.state,
    rows: job.rows,
    done: job.done,
    total: job.total,
    isWaiting,
    counts: job.counts === null ? null : (JSON.parse(job.counts) as ImportJobLine['counts']),
    applied: job.applied,
    conflicts: job.conflicts,
    refused: job.refused,
    kept: job.kept,
    error: job.error === null ? null : (JSON.parse(job.error) as ImportJobLine['error']),
  };
}

const PREVIEW = 10;

export function jobView(
  db: ReadableDb,
  job: JobRow,
  given: { readonly isWaiting: boolean; readonly fields: readonly string[] },
): ImportJobView {
  return {
    ...lineView(job, given.isWaiting),
    format: job.format,
    encoding: job.encoding,
    delimiter: job.delimiter,
    headers: JSON.parse(job.headers) as readonly string[],
    mapping: JSON.parse(job.mapping) as readonly (string | null)[],
    isRemembered: job.remembered === 1,
    existing: job.existing,
    fields: given.fields,
    preview: nextRows(db, job.id, -1, PREVIEW).map(({ cells }) => JSON.parse(cells) as readonly string[]),
  };
}

export function rowViews(
  db: ReadableDb,
  query: {
    readonly id: string;
    readonly kinds: readonly RowKind[];
    readonly after: number;
    readonly limit: number;
  },
): readonly ImportRowView[] {
  return db
    .prepare<[string, string, number, number], StoredRow>(
      `SELECT * FROM import_row WHERE job_id = ? AND kind IN (SELECT value FROM json_each(?)) AND line > ?
       ORDER BY n LIMIT ?`,
    )
    .all(query.id, jsonIds(query.kinds), query.after, query.limit)
    .map(({ line, cells, kind, reason, field, ref_id }) => ({
      line,
      cells: JSON.parse(cells) as readonly string[],
      kind,
      reason,
      field,
      partyId: ref_id,
    }));
}
