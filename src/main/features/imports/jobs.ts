import type { ImportJobLine, ImportJobView, JobState } from '#shared/features/imports/contract.ts';
import { guessMapping, headerSignature, mapRow } from '#shared/features/imports/mapping.ts';
import type { Mapping } from '#shared/features/imports/mapping.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { MAX_CELL, MAX_FILE_BYTES } from '#shared/features/imports/read/limits.ts';
import { mayTransfer } from '#shared/features/imports/rights.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { RowKind } from '#shared/transfer/import-field.ts';
import type { Host } from '../../host/host.ts';
import type { ImportTarget, RowPlan } from '../../host/import-target.ts';
import { isReferred, refColumnsTo } from '../../host/referred.ts';
import { bytesOf, isPassing, MAX_BATCH_BYTES, MOST_BATCH_ROWS, outcomesOf, sendBatch } from './line.ts';
import type { ReadHead, ReadRow } from './read-file.ts';
import type { FileReader } from './read-in-worker.ts';
import {
  appendRows,
  batchCounts,
  batchRows,
  deleteJob,
  insertJob,
  jobById,
  jobsOf,
  jobView,
  lineView,
  nextRows,
  patchJob,
  rememberedMapping,
  rememberMapping,
  savePlans,
  saveUndo,
  setBatch,
  travellers,
} from './store.ts';
import type { JobRow, Way } from './store.ts';

const JOB = ['import_job'];
const JOB_AND_ROWS = ['import_job', 'import_row'];
/** Rows of one transaction: short, so that a call is never kept waiting. */
const SLICE = 100;
const SAMPLE = 50;
const RETRY_MS = [1_000, 2_000, 5_000, 15_000];

export interface JobsDeps {
  readonly host: Host;
  readonly reader: (options: { readonly bytes: number; readonly encoding: Encoding | 'auto' }) => FileReader;
  /** Lets everything else run that waits. */
  readonly breathe: () => Promise<void>;
  /** Resolves early when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Upload {
  readonly id: string;
  readonly reader: FileReader;
  received: number;
  readonly bytes: number;
}

/**
 * The imports of a desk, one at a time. Every step is kept in the replica: `running` and `undoing` go on after a
 * crash from the last batch the centre has, `checking` begins anew, `reading` needs the file again.
 *
 * ```
 * reading → read ⇄ checked → running → done → undoing → undone
 *             checking ↗        ↘ stopped ↗
 * ```
 */
export class ImportJobs implements Service {
  readonly #deps: JobsDeps;
  readonly #host: Host;
  #upload: Upload | undefined;
  #work: { readonly id: string; readonly abort: AbortController; readonly ended: Promise<void> } | undefined;
  #waiting: string | undefined;
  #offSession: (() => void) | undefined;

  constructor(deps: JobsDeps) {
    this.#deps = deps;
    this.#host = deps.host;
  }

  start(): void {
    this.#offSession = this.#host.onSession(() => this.#recover());
    this.#recover();
  }

  async stop(): Promise<void> {
    this.#offSession?.();
    this.#dropUpload();
    this.#work?.abort.abort();
    await this.#work?.ended;
  }

  list(): readonly ImportJobLine[] {
    return jobsOf(this.#host.db, this.#host.session().userId).map((job) =>
      lineView(job, this.#waiting === job.id),
    );
  }

  get(id: string): ImportJobView | null {
    const job = jobById(this.#host.db, id);
    if (!job || job.user_id !== this.#host.session().userId) return null;
    const fields = this.#target().fields.map(({ key }) => key);
    return jobView(this.#host.db, job, { isWaiting: this.#waiting === id, fields });
  }

  begin({ fileName, bytes, encoding }: { fileName: string; bytes: number; encoding: Encoding | 'auto' }): {
    id: string;
  } {
    this.#mayImport();
    if (bytes > MAX_FILE_BYTES) {
      const params = { mb: Math.ceil(bytes / 2 ** 20), most: MAX_FILE_BYTES / 2 ** 20 };
      throw new AppError('import.too-large', `a file of ${bytes} bytes`, params);
    }
    if (bytes === 0) throw new AppError('import.empty', 'nothing is in the file');
    this.#assertIdle();
    // Whoever began another file has left this one: a window that was closed tells nobody.
    if (this.#upload) {
      this.#fail(this.#upload.id, new AppError('import.interrupted', 'another file was begun'));
      this.#dropUpload();
    }
    const id = this.#host.newId();
    const { userId } = this.#host.session();
    this.#host.local(JOB, (db) => insertJob(db, { id, userId, fileName, at: this.#host.clock.now() }));
    this.#upload = { id, reader: this.#deps.reader({ bytes, encoding }), received: 0, bytes };
    return { id };
  }

  piece(id: string, piece: Uint8Array): void {
    const upload = this.#uploading(id);
    upload.received += piece.length;
    if (upload.received > upload.bytes) {
      this.#dropUpload();
      const error = new AppError('import.unreadable', 'more bytes than were announced');
      this.#fail(id, error);
      throw error;
    }
    upload.reader.piece(piece);
  }

  /** Resolves when the reading has begun; the job tells the rest. */
  end(id: string): void {
    const upload = this.#uploading(id);
    if (upload.received < upload.bytes) throw new AppError('import.unreadable', 'bytes are missing');
    this.#upload = undefined;
    this.#spawn(id, (signal) => this.#read(id, upload.reader, signal));
  }

  map({ id, mapping, existing }: { id: string; mapping: Mapping; existing: 'update' | 'leave' }): void {
    const job = this.#job(id, ['read', 'checked']);
    const headers = JSON.parse(job.headers) as readonly string[];
    const known = new Map(this.#target().fields.map((field) => [field.key, field]));
    const used = mapping.filter((key) => key !== null);
    if (mapping.length !== headers.length || used.some((key) => !known.has(key)))
      throw new AppError('import.bad-mapping', 'not a mapping of these columns');
    const twice = used.find((key, i) => known.get(key)?.isMany !== true && used.indexOf(key) !== i);
    if (twice !== undefined)
      throw new AppError('import.mapped-twice', `${twice} stands twice`, { field: twice });
    const at = this.#host.clock.now();
    this.#host.local([...JOB, 'import_mapping'], (db) => {
      patchJob(db, id, { mapping: JSON.stringify(mapping), existing, state: 'read', counts: null });
      rememberMapping(db, { signature: headerSignature(headers), mapping, at });
    });
  }

  check(id: string): void {
    this.#mayImport();
    this.#job(id, ['read', 'checked']);
    this.#assertIdle();
    this.#spawn(id, (signal) => this.#check(id, signal));
  }

  run(id: string): void {
    this.#mayImport();
    this.#job(id, ['checked']);
    this.#assertIdle();
    this.#patch(id, { state: 'running', error: null });
    this.#spawn(id, (signal) => this.#travel(id, 'run', signal));
  }

  resume(id: string): void {
    this.#mayImport();
    const { run_client, undo_client } = this.#job(id, ['stopped']);
    if (run_client === null) throw new AppError('import.nothing-to-resume', 'nothing was under way');
    this.#assertIdle();
    const way: Way = undo_client === null ? 'run' : 'undo';
    this.#patch(id, { state: way === 'run' ? 'running' : 'undoing', error: null });
    this.#spawn(id, (signal) => this.#travel(id, way, signal));
  }

  async halt(id: string): Promise<void> {
    this.#job(id, ['reading', 'checking', 'running', 'undoing']);
    if (this.#upload?.id === id) this.#dropUpload();
    if (this.#work?.id === id) {
      this.#work.abort.abort();
      await this.#work.ended;
    }
    const state = jobById(this.#host.db, id)?.state;
    if (state === 'checking') this.#patch(id, { state: 'read', counts: null, done: 0, total: 0 });
    else if (state === 'reading') this.remove(id);
    else if (state === 'running' || state === 'undoing') this.#patch(id, { state: 'stopped' });
  }

  undo(id: string): void {
    this.#mayImport();
    const job = this.#job(id, ['done', 'stopped']);
    if (job.run_client === null) throw new AppError('import.nothing-to-undo', 'nothing was taken over');
    this.#assertIdle();
    this.#patch(id, { state: 'undoing', error: null, done: 0, total: 0 });
    this.#spawn(id, (signal) => this.#travel(id, 'undo', signal));
  }

  remove(id: string): void {
    if (this.#work?.id === id) throw new AppError('import.busy', 'this import is under way');
    const job = jobById(this.#host.db, id);
    if (job?.user_id === this.#host.session().userId)
      this.#host.local(JOB_AND_ROWS, (db) => deleteJob(db, id));
  }

  async #read(id: string, reader: FileReader, signal: AbortSignal): Promise<void> {
    let count = 0;
    const take = (part: ReadHead | readonly ReadRow[]): void => {
      if (signal.aborted) throw new AppError('import.stopped', 'stopped');
      if ('format' in part) {
        const { format, encoding, delimiter, headers } = part;
        this.#patch(id, { format, encoding, delimiter, headers: JSON.stringify(headers) });
        return;
      }
      this.#host.local(JOB, (db) => {
        appendRows(db, id, count, part);
        count += part.length;
        patchJob(db, id, { rows: count, done: count });
      });
    };
    const abort = (): void => reader.close();
    signal.addEventListener('abort', abort);
    try {
      await reader.read(take);
    } finally {
      signal.removeEventListener('abort', abort);
      reader.close();
    }
    this.#guess(id);
  }

  #guess(id: string): void {
    const job = jobById(this.#host.db, id);
    if (!job) return;
    const headers = JSON.parse(job.headers) as readonly string[];
    const remembered = rememberedMapping(this.#host.db, headerSignature(headers));
    const sample = nextRows(this.#host.db, id, -1, SAMPLE).map(
      ({ cells }) => JSON.parse(cells) as readonly string[],
    );
    const mapping = remembered ?? guessMapping(headers, sample, this.#target().fields);
    this.#host.local(JOB_AND_ROWS, (db) =>
      patchJob(db, id, {
        state: 'read',
        mapping: JSON.stringify(mapping),
        remembered: remembered ? 1 : 0,
        done: 0,
      }),
    );
  }

  async #check(id: string, signal: AbortSignal): Promise<void> {
    const job = jobById(this.#host.db, id);
    if (!job) return;
    const { db, newId, settings } = this.#host;
    this.#patch(id, { state: 'checking', counts: null, done: 0, total: job.rows });
    const headers = JSON.parse(job.headers) as readonly string[];
    const mapping = JSON.parse(job.mapping) as Mapping;
    const plan = this.#target().planner({
      db,
      newId,
      profile: settings().dialProfile,
      existing: job.existing,
    });
    const counts: Record<RowKind, number> = { new: 0, changed: 0, same: 0, duplicate: 0, faulty: 0 };
    let after = -1;
    for (let done = 0; ;) {
      const rows = nextRows(db, id, after, SLICE);
      if (rows.length === 0) break;
      const plans = rows.map(({ n, cells, reason }) => {
        const values = JSON.parse(cells) as readonly string[];
        return { n, plan: readingFault(values, reason) ?? plan(mapRow(values, mapping, headers)) };
      });
      for (const { plan: made } of plans) counts[made.kind] += 1;
      after = rows.at(-1)?.n ?? after;
      done += rows.length;
      this.#host.local(JOB, (write) => {
        savePlans(write, id, plans);
        patchJob(write, id, { done });
      });
      await this.#deps.breathe();
      if (signal.aborted) return;
    }
    this.#host.local(JOB_AND_ROWS, (write) =>
      patchJob(write, id, { state: 'checked', counts: JSON.stringify(counts) }),
    );
  }

  /** Cuts the batches where that has not been done, sends what the centre has not got, asks what became of it. */
  async #travel(id: string, way: Way, signal: AbortSignal): Promise<void> {
    if (way === 'undo' && !(await this.#planUndo(id, signal))) return;
    const job = await this.#cut(id, way, signal);
    if (!job) return;
    const client = way === 'run' ? job.run_client : job.undo_client;
    const at = (way === 'run' ? job.run_at : job.undo_at) ?? job.at;
    if (client === null) return;
    const command = this.#target().commands[way === 'run' ? 'apply' : 'undo'];
    const { last, rows: total } = batchCounts(this.#host.db, way, id);
    this.#patch(id, { total, done: 0 });
    let batch = await this.#retrying(id, signal, () =>
      this.#firstMissing({ client, command, at }, id, way, last),
    );
    while (batch !== undefined && batch <= last && !signal.aborted) {
      const current = batch;
      const rows = batchRows(this.#host.db, way, id, current);
      batch = await this.#retrying(id, signal, () =>
        sendBatch(this.#host, { client, command, at }, current, rows),
      );
      if (batch === undefined) return;
      const { rows: done } = batchCounts(this.#host.db, way, id, batch - 1);
      this.#patch(id, { done, ...(way === 'run' && { applied: done }) });
      await this.#deps.breathe();
    }
    if (signal.aborted || batch === undefined) return;
    await this.#settle(id, way, client, signal);
  }

  /** A line of which the centre has something tells by a number too high where it is. */
  async #firstMissing(
    line: { readonly client: string; readonly command: string; readonly at: number },
    id: string,
    way: Way,
    last: number,
  ): Promise<number> {
    if (last < 2) return 1;
    const next = await sendBatch(this.#host, line, last, batchRows(this.#host.db, way, id, last));
    return Math.min(next, last + 1);
  }

  async #settle(id: string, way: Way, client: string, signal: AbortSignal): Promise<void> {
    const outcomes = await this.#retrying(id, signal, () => outcomesOf(this.#host, client));
    if (!outcomes) return;
    const refused = outcomes
      .filter(({ outcome }) => outcome === 'rejected')
      .reduce((sum, { mid }) => sum + batchRows(this.#host.db, way, id, mid).length, 0);
    const conflicts = outcomes
      .filter(({ outcome }) => outcome === 'conflict')
      .reduce((sum, { detail }) => sum + (Array.isArray(detail) ? detail.length : 1), 0);
    const job = jobById(this.#host.db, id);
    this.#host.local(JOB_AND_ROWS, (db) =>
      patchJob(
        db,
        id,
        way === 'run'
          ? { state: 'done', refused, conflicts }
          : { state: 'undone', kept: (job?.kept ?? 0) + conflicts + refused },
      ),
    );
  }

  /** Batches in the order of the rows, as large as one push may be; decided once, for numbers never change. */
  async #cut(id: string, way: Way, signal: AbortSignal): Promise<JobRow | undefined> {
    const job = jobById(this.#host.db, id);
    if (!job) return undefined;
    if ((way === 'run' ? job.run_client : job.undo_client) !== null) return job;
    let batch = 1;
    let inBatch = 0;
    let bytes = 0;
    let after = -1;
    for (;;) {
      const rows = travellers(this.#host.db, way, id, after, SLICE);
      if (rows.length === 0) break;
      const cut = new Map<number, number[]>();
      for (const row of rows) {
        const size = bytesOf(row);
        if (inBatch > 0 && (inBatch >= MOST_BATCH_ROWS || bytes + size > MAX_BATCH_BYTES)) {
          batch += 1;
          inBatch = 0;
          bytes = 0;
        }
        inBatch += 1;
        bytes += size;
        cut.set(batch, [...(cut.get(batch) ?? []), row.n]);
      }
      after = rows.at(-1)?.n ?? after;
      this.#host.local(JOB, (db) => cut.forEach((ns, number) => setBatch(db, way, id, ns, number)));
      await this.#deps.breathe();
      if (signal.aborted) return undefined;
    }
    const client = this.#host.newId();
    const at = this.#host.clock.now();
    this.#patch(
      id,
      way === 'run' ? { run_client: client, run_at: at } : { undo_client: client, undo_at: at },
    );
    return jobById(this.#host.db, id);
  }

  /** What stands against taking a row back is asked of this desk, once it holds what the import wrote. */
  async #planUndo(id: string, signal: AbortSignal): Promise<boolean> {
    const job = jobById(this.#host.db, id);
    if (!job) return false;
    if (job.undo_client !== null) return true;
    const synced = await this.#retrying(id, signal, async () => {
      const { state, asOf } = this.#host.status().centre;
      if (state !== 'online' || asOf === null || asOf < (job.run_at ?? 0))
        throw new AppError('centre.offline', 'the replica does not hold what the import wrote yet');
      return true;
    });
    if (!synced) return false;
    const { db } = this.#host;
    const columns = refColumnsTo(this.#host.tables.values(), 'party').filter(
      ({ table }) => table.name !== 'contact_point',
    );
    const isUsed = (party: string): boolean => isReferred(db, columns, { type: 'party', id: party });
    const sent = this.#sentRows(job);
    let kept = 0;
    let after = -1;
    this.#patch(id, { total: sent, done: 0 });
    for (let done = 0; ;) {
      const rows = nextRows(db, id, after, SLICE);
      if (rows.length === 0) break;
      after = rows.at(-1)?.n ?? after;
      const undos = rows.flatMap(({ n, memory }) => {
        if (memory === null) return [];
        const undo = this.#target().undo(db, JSON.parse(memory), isUsed);
        if (undo.isKept) kept += 1;
        return [{ n, undo }];
      });
      done += undos.length;
      this.#host.local(JOB, (write) => {
        for (const { n, undo } of undos) saveUndo(write, id, n, undo);
        patchJob(write, id, { done, kept });
      });
      await this.#deps.breathe();
      if (signal.aborted) return false;
    }
    return true;
  }

  #sentRows(job: JobRow): number {
    return batchCounts(this.#host.db, 'run', job.id).rows;
  }

  /** undefined: stopped. What is passing is tried again; anything else ends the work. */
  async #retrying<T>(id: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T | undefined> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const value = await attempt();
        this.#say(undefined);
        return value;
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.#say(id);
        await this.#deps.wait(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 1_000, signal);
      }
    }
    this.#say(undefined);
    return undefined;
  }

  #say(waiting: string | undefined): void {
    if (this.#waiting === waiting) return;
    this.#waiting = waiting;
    this.#host.touch(JOB);
  }

  #spawn(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    const ended = (async () => {
      try {
        await work(abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) this.#fail(id, error);
      } finally {
        if (this.#work?.abort === abort) this.#work = undefined;
        this.#say(undefined);
      }
    })();
    this.#work = { id, abort, ended };
  }

  #fail(id: string, error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('internal', messageOf(error));
    if (!(error instanceof AppError)) this.#host.log.error('an import failed', { error: messageOf(error) });
    this.#patch(id, { state: 'stopped', error: JSON.stringify({ code: known.code, params: known.params }) });
  }

  /** After a start or a sign-in: goes on with what this person had under way. */
  #recover(): void {
    const session = this.#host.currentSession();
    if (!session || this.#work) return;
    for (const { id, state } of jobsOf(this.#host.db, session.userId)) {
      if (state === 'reading' && this.#upload?.id !== id)
        this.#fail(id, new AppError('import.interrupted', 'the desk was closed while the file was read'));
      if (state === 'checking') this.#patch(id, { state: 'read', counts: null, done: 0, total: 0 });
      if ((state === 'running' || state === 'undoing') && !this.#work)
        this.#spawn(id, (signal) => this.#travel(id, state === 'running' ? 'run' : 'undo', signal));
    }
  }

  #patch(id: string, patch: Parameters<typeof patchJob>[2]): void {
    this.#host.local(JOB, (db) => patchJob(db, id, patch));
  }

  #job(id: string, states: readonly JobState[]): JobRow {
    const job = jobById(this.#host.db, id);
    if (!job || job.user_id !== this.#host.session().userId)
      throw new AppError('import.gone', `no import ${id}`);
    if (!states.includes(job.state)) throw new AppError('import.not-now', `the import is ${job.state}`);
    return job;
  }

  #uploading(id: string): Upload {
    if (this.#upload?.id !== id) throw new AppError('import.gone', `no file ${id} is on its way`);
    return this.#upload;
  }

  #dropUpload(): void {
    this.#upload?.reader.close();
    this.#upload = undefined;
  }

  #assertIdle(): void {
    if (this.#work) throw new AppError('import.busy', 'another import is under way');
  }

  #mayImport(): void {
    if (!mayTransfer(this.#host.session())) throw new AppError('access.denied', 'not for this person');
  }

  #target(): ImportTarget {
    const target = this.#host.importTarget();
    if (!target) throw new AppError('import.no-target', 'no feature takes rows of files');
    return target;
  }
}

/** Reasons that come from the reading, whatever the columns mean; they outlive every check. */
const READING_FAULTS: readonly string[] = ['too-many-cells', 'bad-card'];

function readingFault(cells: readonly string[], reason: string | null): RowPlan | undefined {
  if (reason !== null && READING_FAULTS.includes(reason)) return { kind: 'faulty', reason };
  return cells.some((cell) => cell.length > MAX_CELL) ? { kind: 'faulty', reason: 'too-long' } : undefined;
}
