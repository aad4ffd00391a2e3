import { setTimeout as sleep } from 'node:timers/promises';
import type { Store, Tx } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Table } from '#shared/rows/table.ts';
import { lockClock } from './tenant-clock.ts';

/** How long things are kept, ms. */
export interface RetentionLimits {
  /** A desk not seen for so long is fed anew when it comes back. */
  readonly deskMs: number;
  /** Results of commands; a desk that asks later than this is told nothing about them. */
  readonly resultMs: number;
  /** Sessions after their end. */
  readonly sessionMs: number;
  /** Failed sign-ins after the last. */
  readonly loginFailureMs: number;
}

const DAY_MS = 86_400_000;
export const RETENTION_LIMITS: RetentionLimits = {
  deskMs: 90 * DAY_MS,
  resultMs: 400 * DAY_MS,
  sessionMs: 30 * DAY_MS,
  loginFailureMs: 30 * DAY_MS,
};

export interface RetentionOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly tables: ReadonlyMap<string, Table>;
  readonly limits: RetentionLimits;
  /** Between two transactions: writers who wait come first. Throws the signal's reason. */
  readonly pause?: (signal: AbortSignal) => Promise<unknown>;
  /** Up to where others than desks have read the log. */
  readonly keepsLogFrom?: (tx: Tx) => Promise<number>;
  /** A tenant is looked at this often at most. */
  readonly everyMs: number;
  readonly onPruned: (pruned: Pruned & { readonly tenantId: string }) => void;
  readonly onError: (error: unknown) => void;
}

export interface Pruned {
  readonly floor: number;
  readonly entries: number;
  readonly results: number;
  readonly sessions: number;
  readonly loginFailures: number;
}

/** Removes what nobody needs any more, of tenants whose desks are active. Several nodes may do so at once. */
export class Retention implements Service {
  readonly #options: RetentionOptions;
  readonly #lookedAt = new Map<string, number>();
  readonly #abort = new AbortController();
  #line: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {}

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#line;
  }

  /** A desk of this tenant is there. The first look comes after a while, so that a start is not slowed. */
  note(tenantId: string): void {
    const { clock, everyMs } = this.#options;
    const now = clock.now();
    const last = this.#lookedAt.get(tenantId);
    if (last === undefined) this.#lookedAt.set(tenantId, now - everyMs + Math.min(everyMs, 60_000));
    else if (now - last >= everyMs) {
      this.#lookedAt.set(tenantId, now);
      this.#line = this.#line.then(() => this.#run(tenantId));
    }
  }

  async #run(tenantId: string): Promise<void> {
    const { onPruned, onError } = this.#options;
    if (this.#abort.signal.aborted) return;
    try {
      onPruned({ tenantId, ...(await prune(tenantId, this.#options, this.#abort.signal)) });
    } catch (error) {
      if (!this.#abort.signal.aborted) onError(error);
    }
  }
}

const BATCH = 5_000;

/**
 * Moves the floor up to what all desks have that were seen lately, and removes what lies below it: log entries but
 * the newest of each row that lives. In short transactions, with a pause between them; where it is cut off, the next
 * one goes on.
 */
export async function prune(
  tenantId: string,
  {
    store,
    clock,
    tables,
    limits,
    keepsLogFrom,
    pause = (aborted) => sleep(1, undefined, { signal: aborted }),
  }: Pick<RetentionOptions, 'store' | 'clock' | 'tables' | 'limits' | 'keepsLogFrom' | 'pause'>,
  signal: AbortSignal,
): Promise<Pruned> {
  const now = clock.now();
  const floor = await store.withTenant(tenantId, (tx) => raiseFloor(tx, now - limits.deskMs, keepsLogFrom));
  let entries = 0;
  for (let from = 0; from < floor;) {
    signal.throwIfAborted();
    const start = from;
    const batch = await store.withTenant(tenantId, (tx) => pruneLog(tx, tables, start, floor));
    entries += batch.removed;
    from = batch.to;
    await pause(signal);
  }
  const results = await removeInBatches(store, tenantId, signal, REMOVE_RESULTS, now - limits.resultMs);
  const sessions = await removeInBatches(store, tenantId, signal, REMOVE_SESSIONS, now - limits.sessionMs);
  const failures = await removeInBatches(
    store,
    tenantId,
    signal,
    REMOVE_FAILURES,
    now - limits.loginFailureMs,
  );
  return { floor, entries, results, sessions, loginFailures: failures };
}

/** A desk in the middle of being fed counts with the version it began at: it needs nothing from before. */
async function raiseFloor(
  tx: Tx,
  seenSince: number,
  keepsLogFrom: RetentionOptions['keepsLogFrom'],
): Promise<number> {
  const clock = await lockClock(tx);
  const kept = (await keepsLogFrom?.(tx)) ?? clock.ver;
  const [least] = await tx.query<{ ver: number | null }>(
    `SELECT min(greatest(acked_ver, fresh_ver)) AS ver FROM sync_client
     WHERE tenant_id = $1 AND last_seen >= $2 AND told_head > 0`,
    [tx.tenantId, seenSince],
  );
  const floor = Math.max(clock.floor, Math.min(clock.ver, kept, least?.ver ?? clock.ver));
  if (floor > clock.floor) {
    await tx.query('UPDATE tenant_clock SET floor_ver = $2 WHERE tenant_id = $1', [tx.tenantId, floor]);
  }
  return floor;
}

async function pruneLog(
  tx: Tx,
  tables: ReadonlyMap<string, Table>,
  from: number,
  floor: number,
): Promise<{ readonly to: number; readonly removed: number }> {
  const portions = await tx.query<{ tbl: string; ver: number }>(
    `SELECT tbl, max(ver) AS ver FROM (
       SELECT tbl, ver FROM change_log WHERE tenant_id = $1 AND ver > $2 AND ver <= $3 ORDER BY ver LIMIT ${BATCH}
     ) AS batch GROUP BY tbl`,
    [tx.tenantId, from, floor],
  );
  const to = portions.length === 0 ? floor : Math.max(...portions.map(({ ver }) => ver));
  let removed = 0;
  for (const { tbl } of portions) {
    // A table that this version does not know is another version's to prune.
    if (!tables.has(tbl)) continue;
    const [gone] = await tx.query<{ count: number }>(
      `WITH removed AS (
         DELETE FROM change_log entry WHERE tenant_id = $1 AND ver > $2 AND ver <= $3 AND tbl = $4
         AND NOT EXISTS (SELECT FROM "${tbl}" living WHERE living.tenant_id = entry.tenant_id
                         AND living.id = entry.pk AND living.ver = entry.ver AND NOT living.deleted)
         RETURNING 1)
       SELECT count(*) AS count FROM removed`,
      [tx.tenantId, from, to, tbl],
    );
    removed += gone?.count ?? 0;
  }
  return { to, removed };
}

/* Each removes some and says how many. A desk that has not been told yet keeps its results. */
const REMOVE_RESULTS = `
  WITH removed AS (
    DELETE FROM mutation_result WHERE tenant_id = $1 AND (client, mid) IN (
      SELECT result.client, result.mid FROM mutation_result result
      LEFT JOIN sync_client known ON known.tenant_id = result.tenant_id AND known.client = result.client
      WHERE result.tenant_id = $1 AND result.decided_at < $2
        AND (known.client IS NULL OR result.mid <= known.settled_mid)
      LIMIT ${BATCH})
    RETURNING 1)
  SELECT count(*) AS count FROM removed`;
const REMOVE_SESSIONS = `
  WITH removed AS (
    DELETE FROM session WHERE tenant_id = $1 AND token_hash IN (
      SELECT token_hash FROM session WHERE tenant_id = $1 AND ends_at < $2 LIMIT ${BATCH})
    RETURNING 1)
  SELECT count(*) AS count FROM removed`;
const REMOVE_FAILURES = `
  WITH removed AS (
    DELETE FROM login_failure WHERE tenant_id = $1 AND login IN (
      SELECT login FROM login_failure WHERE tenant_id = $1 AND last_at < $2 LIMIT ${BATCH})
    RETURNING 1)
  SELECT count(*) AS count FROM removed`;

async function removeInBatches(
  store: Store,
  tenantId: string,
  signal: AbortSignal,
  sql: string,
  before: number,
): Promise<number> {
  for (let all = 0; ;) {
    signal.throwIfAborted();
    const [batch] = await store.withTenant(tenantId, (tx) =>
      tx.query<{ count: number }>(sql, [tx.tenantId, before]),
    );
    const count = batch?.count ?? 0;
    all += count;
    if (count < BATCH) return all;
  }
}
