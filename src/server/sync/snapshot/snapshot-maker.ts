import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Table } from '#shared/rows/table.ts';
import type { ReplicaSchema } from './replica-schema.ts';
import type { SnapshotFiles } from './snapshot-files.ts';
import { claimBuild, dropSnapshot, noteBuilding, publishSnapshot } from './snapshot-rows.ts';
import type { SnapshotKind } from './snapshot-rows.ts';
import type { SnapshotJob, SnapshotWord } from './snapshot-worker.ts';

export interface SnapshotMakerOptions {
  readonly databaseUrl: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly tables: ReadonlyMap<string, Table>;
  readonly schema: ReplicaSchema;
  readonly files: SnapshotFiles;
  /** Does the work; left out: a worker of its own. */
  readonly build?: (job: SnapshotJob) => Promise<Built>;
  readonly onMade: (made: {
    readonly tenantId: string;
    readonly rows: number;
    readonly bytes: number;
    readonly ms: number;
  }) => void;
  /** It was given up after so many ms. */
  readonly onFailed: (error: unknown, ms: number) => void;
  /** Something besides the file went wrong. */
  readonly onError: (error: unknown) => void;
}

export type Built = Omit<Extract<SnapshotWord, { kind: 'done' }>, 'kind'>;

export interface Wanted extends SnapshotKind {
  readonly tenantId: string;
  readonly scopeIds: readonly string[];
}

const nameOf = ({ tenantId, scopeKey }: Pick<Wanted, 'tenantId' | 'scopeKey'>): string =>
  `${tenantId} ${scopeKey}`;

/** After a failure; trying is expensive, and desks wait for it. */
const REST_MS = 10 * 60_000;
const SIGN_OF_LIFE_MS = 2_000;
const DEAD_MS = 60_000;
/** A desk that began to fetch an older one may finish. */
const KEEP_OLD_MS = 15 * 60_000;

/** Makes snapshots in a worker, one after the other; all nodes together one of a kind at a time. */
export class SnapshotMaker implements Service {
  readonly #options: SnapshotMakerOptions;
  /** Kinds waiting or being made here, so that a second desk's wish is the first one's. */
  readonly #wanted = new Set<string>();
  /** What failed here, and until when it is not tried again, ms. */
  readonly #failed = new Map<string, number>();
  #line: Promise<void> = Promise.resolve();
  #worker: Worker | undefined;
  #isStopped = false;

  constructor(options: SnapshotMakerOptions) {
    this.#options = options;
  }

  start(): void {}

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#worker?.terminate();
    await this.#line;
    await this.#options.files.clear();
  }

  /** It could not be made a moment ago: whoever wants it had better pull pages. */
  isFailing(wanted: Pick<Wanted, 'tenantId' | 'scopeKey'>): boolean {
    return (this.#failed.get(nameOf(wanted)) ?? 0) > this.#options.clock.now();
  }

  /** Comes back at once; `findReady` and `findBuilding` tell how far it is. */
  want(wanted: Wanted): void {
    const name = nameOf(wanted);
    if (this.#isStopped || this.#wanted.has(name) || this.isFailing(wanted)) return;
    this.#wanted.add(name);
    let began = 0;
    this.#line = this.#line
      .then(() => {
        began = this.#options.clock.now();
        return this.#isStopped ? undefined : this.#make(wanted);
      })
      .catch((error: unknown) => {
        const now = this.#options.clock.now();
        this.#failed.set(name, now + REST_MS);
        if (!this.#isStopped) this.#options.onFailed(error, now - began);
      })
      .finally(() => this.#wanted.delete(name));
  }

  async #make({ tenantId, scopeIds, scopeKey, schemaKey }: Wanted): Promise<void> {
    const { store, clock, newId, files, databaseUrl, tables, schema, onMade } = this.#options;
    const id = newId();
    const began = clock.now();
    const claim = { id, scopeKey, schemaKey, now: began, deadSince: began - DEAD_MS };
    if (!(await store.withTenant(tenantId, (tx) => claimBuild(tx, claim)))) return;
    try {
      const file = await files.draft(id);
      const key = randomBytes(32);
      const job: SnapshotJob = {
        databaseUrl,
        tenantId,
        id,
        scopeIds: [...scopeIds],
        tables: [...tables.values()].map(({ name, columns, columnNames }) => ({
          name,
          columns,
          columnNames,
        })),
        statements: schema.statements,
        file,
        key,
      };
      const { epoch, ver, rows, bytes, sha256 } = await (this.#options.build?.(job) ?? this.#run(job));
      await files.keep(id);
      const now = clock.now();
      await store.withTenant(tenantId, (tx) =>
        publishSnapshot(
          tx,
          { id, epoch, ver, rows, bytes, sha256, key },
          { now, oldSince: now - KEEP_OLD_MS },
        ),
      );
      onMade({ tenantId, rows, bytes, ms: now - began });
    } catch (error) {
      await files.discard(id);
      await store.withTenant(tenantId, (tx) => dropSnapshot(tx, id)).catch(() => undefined);
      throw error;
    }
  }

  #run(job: SnapshotJob): Promise<Built> {
    const { store, clock, onError } = this.#options;
    const { tenantId, id } = job;
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url), { workerData: job });
      this.#worker = worker;
      let noted = 0;
      worker.on('message', (word: SnapshotWord) => {
        if (word.kind === 'done') return resolve(word);
        const at = clock.now();
        if (at - noted < SIGN_OF_LIFE_MS) return undefined;
        noted = at;
        store
          .withTenant(tenantId, (tx) => noteBuilding(tx, { id, done: word.done, rows: word.total, at }))
          .catch(onError);
        return undefined;
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        this.#worker = undefined;
        reject(new Error('the worker ended before the snapshot was made'));
      });
    });
  }
}
