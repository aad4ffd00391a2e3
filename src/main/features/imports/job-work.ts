import type { JobState } from '#shared/features/imports/contract.ts';
import { mayTransfer } from '#shared/features/imports/rights.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';
import type { ImportTarget } from '../../host/import-target.ts';
import { isPassing } from './line.ts';
import { jobById, patchJob } from './store.ts';
import type { JobRow } from './store.ts';

export const JOB = ['import_job'];
export const JOB_AND_ROWS = ['import_job', 'import_row'];
/** Rows of one transaction: short, so that a call is never kept waiting. */
export const SLICE = 100;

const RETRY_MS = [1_000, 2_000, 5_000, 15_000];

export interface WorkDeps {
  readonly host: Host;
  /** Lets everything else run that waits. */
  readonly breathe: () => Promise<void>;
  /** Resolves early when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Progress {
  readonly id: string;
  readonly patch: Partial<Pick<JobRow, 'done' | 'applied'>>;
}

/** The one import a desk is at work on, and what every step of it needs. */
export class JobWork {
  readonly host: Host;
  readonly breathe: () => Promise<void>;
  readonly #wait: WorkDeps['wait'];
  #current:
    { readonly id: string; readonly abort: AbortController; readonly ended: Promise<void> } | undefined;
  #waiting: string | undefined;
  #progress: Progress | undefined;

  constructor({ host, breathe, wait }: WorkDeps) {
    this.host = host;
    this.breathe = breathe;
    this.#wait = wait;
  }

  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  isAt(id: string): boolean {
    return this.#current?.id === id;
  }

  /** Whether it waits for the centre. */
  isWaiting(id: string): boolean {
    return this.#waiting === id;
  }

  /** An error ends the job as `stopped`, with its reason. */
  spawn(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    const ended = (async () => {
      try {
        await work(abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) this.#failSafely(id, error);
      } finally {
        if (this.#current?.abort === abort) this.#current = undefined;
        this.#say(undefined);
      }
    })();
    this.#current = { id, abort, ended };
  }

  /** Where not even that can be written (a full disk), the next start finds it under way and goes on. */
  #failSafely(id: string, error: unknown): void {
    try {
      this.fail(id, error);
    } catch (again) {
      this.host.log.error('an import could not be stopped', {
        error: messageOf(error),
        again: messageOf(again),
      });
    }
  }

  async abort(): Promise<void> {
    this.#current?.abort.abort();
    await this.#current?.ended;
  }

  /**
   * How far it is, shown and not written: each write would have to wait for the thread that takes the rows from the centre,
   * and that one for it. After a crash the centre tells again.
   */
  note(id: string, patch: Progress['patch']): void {
    this.#progress = { id, patch };
    this.host.touch(JOB);
  }

  /** Writes down what was noted; before whatever ends the step. */
  keepProgress(): void {
    const progress = this.#progress;
    this.#progress = undefined;
    if (progress)
      this.host.local(JOB, (db) => patchJob(db, progress.id, progress.patch), { isRepeatable: true });
  }

  /** As it is now. */
  withProgress(job: JobRow): JobRow {
    return this.#progress?.id === job.id ? { ...job, ...this.#progress.patch } : job;
  }

  fail(id: string, error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('internal', messageOf(error));
    if (!(error instanceof AppError)) this.host.log.error('an import failed', { error: messageOf(error) });
    this.patch(id, { state: 'stopped', error: JSON.stringify({ code: known.code, params: known.params }) });
  }

  /** undefined: stopped. What is passing is tried again; anything else ends the work. */
  async retrying<T>(id: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T | undefined> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const value = await attempt();
        this.#say(undefined);
        return value;
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.#say(id);
        await this.#wait(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 1_000, signal);
      }
    }
    this.#say(undefined);
    return undefined;
  }

  patch(id: string, patch: Parameters<typeof patchJob>[2]): void {
    this.host.local(JOB, (db) => patchJob(db, id, patch));
  }

  /** @throws AppError `import.gone`, `import.not-now` */
  job(id: string, states: readonly JobState[]): JobRow {
    const job = jobById(this.host.db, id);
    if (!job || job.user_id !== this.host.session().userId)
      throw new AppError('import.gone', `no import ${id}`);
    if (!states.includes(job.state)) throw new AppError('import.not-now', `the import is ${job.state}`);
    return job;
  }

  /** @throws AppError `import.busy` */
  assertIdle(): void {
    if (this.isBusy) throw new AppError('import.busy', 'another import is under way');
  }

  /** @throws AppError `access.denied` */
  mayImport(): void {
    if (!mayTransfer(this.host.session())) throw new AppError('access.denied', 'not for this person');
  }

  /** @throws AppError `import.no-target` */
  target(): ImportTarget {
    const target = this.host.importTarget();
    if (!target) throw new AppError('import.no-target', 'no feature takes rows of files');
    return target;
  }

  #say(waiting: string | undefined): void {
    if (this.#waiting === waiting) return;
    this.#waiting = waiting;
    this.host.touch(JOB);
  }
}
