import type { ImportJobLine, ImportJobView } from '#shared/features/imports/contract.ts';
import { headerSignature } from '#shared/features/imports/mapping.ts';
import type { Mapping } from '#shared/features/imports/mapping.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { checkRows } from './check.ts';
import { JOB, JOB_AND_ROWS, JobWork } from './job-work.ts';
import type { WorkDeps } from './job-work.ts';
import { deleteJob, jobById, jobsOf, jobView, lineView, patchJob, rememberMapping } from './store.ts';
import type { Way } from './store.ts';
import { travel } from './travel.ts';
import { FileUpload, readRows } from './upload.ts';
import type { FileChoice, ReaderOf } from './upload.ts';

export interface JobsDeps extends WorkDeps {
  readonly reader: ReaderOf;
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
  readonly #host: Host;
  readonly #work: JobWork;
  readonly #upload: FileUpload;
  #offSession: (() => void) | undefined;

  constructor({ reader, ...deps }: JobsDeps) {
    this.#host = deps.host;
    this.#work = new JobWork(deps);
    this.#upload = new FileUpload(this.#work, reader);
  }

  start(): void {
    this.#offSession = this.#host.onSession(() => this.#recover());
    this.#recover();
  }

  async stop(): Promise<void> {
    this.#offSession?.();
    this.#upload.drop();
    await this.#work.abort();
  }

  list(): readonly ImportJobLine[] {
    return jobsOf(this.#host.db, this.#host.session().userId).map((job) =>
      lineView(this.#work.withProgress(job), this.#work.isWaiting(job.id)),
    );
  }

  get(id: string): ImportJobView | null {
    const job = jobById(this.#host.db, id);
    if (!job || job.user_id !== this.#host.session().userId) return null;
    const fields = this.#work.target().fields.map(({ key }) => key);
    return jobView(this.#host.db, this.#work.withProgress(job), {
      isWaiting: this.#work.isWaiting(id),
      fields,
    });
  }

  begin(choice: FileChoice): { readonly id: string } {
    this.#work.mayImport();
    return this.#upload.begin(choice);
  }

  piece(id: string, piece: Uint8Array): void {
    this.#upload.piece(id, piece);
  }

  /** Resolves when the reading has begun; the job tells the rest. */
  end(id: string): void {
    const reader = this.#upload.end(id);
    this.#work.spawn(id, (signal) => readRows(this.#work, id, reader, signal));
  }

  map({ id, mapping, existing }: { id: string; mapping: Mapping; existing: 'update' | 'leave' }): void {
    const job = this.#work.job(id, ['read', 'checked']);
    const headers = JSON.parse(job.headers) as readonly string[];
    const known = new Map(this.#work.target().fields.map((field) => [field.key, field]));
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
    this.#work.mayImport();
    this.#work.job(id, ['read', 'checked']);
    this.#work.assertIdle();
    this.#work.spawn(id, (signal) => checkRows(this.#work, id, signal));
  }

  run(id: string): void {
    this.#work.mayImport();
    this.#work.job(id, ['checked']);
    this.#work.assertIdle();
    this.#work.patch(id, { state: 'running', error: null });
    this.#travel(id, 'run');
  }

  resume(id: string): void {
    this.#work.mayImport();
    const { run_client, undo_client } = this.#work.job(id, ['stopped']);
    if (run_client === null) throw new AppError('import.nothing-to-resume', 'nothing was under way');
    this.#work.assertIdle();
    const way: Way = undo_client === null ? 'run' : 'undo';
    this.#work.patch(id, { state: way === 'run' ? 'running' : 'undoing', error: null });
    this.#travel(id, way);
  }

  async halt(id: string): Promise<void> {
    this.#work.job(id, ['reading', 'checking', 'running', 'undoing']);
    if (this.#upload.isOf(id)) this.#upload.drop();
    if (this.#work.isAt(id)) await this.#work.abort();
    const state = jobById(this.#host.db, id)?.state;
    if (state === 'checking') this.#work.patch(id, { state: 'read', counts: null, done: 0, total: 0 });
    else if (state === 'reading') this.remove(id);
    else if (state === 'running' || state === 'undoing') this.#work.patch(id, { state: 'stopped' });
  }

  undo(id: string): void {
    this.#work.mayImport();
    const job = this.#work.job(id, ['done', 'stopped']);
    if (job.run_client === null) throw new AppError('import.nothing-to-undo', 'nothing was taken over');
    this.#work.assertIdle();
    this.#work.patch(id, { state: 'undoing', error: null, done: 0, total: 0 });
    this.#travel(id, 'undo');
  }

  remove(id: string): void {
    if (this.#work.isAt(id)) throw new AppError('import.busy', 'this import is under way');
    const job = jobById(this.#host.db, id);
    if (job?.user_id === this.#host.session().userId)
      this.#host.local(JOB_AND_ROWS, (db) => deleteJob(db, id));
  }

  #travel(id: string, way: Way): void {
    this.#work.spawn(id, (signal) => travel(this.#work, id, way, signal));
  }

  /** After a start or a sign-in: goes on with what this person had under way. */
  #recover(): void {
    const session = this.#host.currentSession();
    if (!session || this.#work.isBusy) return;
    for (const { id, state } of jobsOf(this.#host.db, session.userId)) {
      if (state === 'reading' && !this.#upload.isOf(id))
        this.#work.fail(
          id,
          new AppError('import.interrupted', 'the desk was closed while the file was read'),
        );
      if (state === 'checking') this.#work.patch(id, { state: 'read', counts: null, done: 0, total: 0 });
      if ((state === 'running' || state === 'undoing') && !this.#work.isBusy)
        this.#travel(id, state === 'running' ? 'run' : 'undo');
    }
  }
}
