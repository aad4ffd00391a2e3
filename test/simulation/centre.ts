import Database from 'better-sqlite3';
import type { Principal } from '#server/auth/principal.ts';
import type { Store } from '#server/store/store.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { checksums, rowsOfRange } from '#server/sync/checksum.ts';
import { prune, RETENTION_LIMITS } from '#server/sync/retention.ts';
import { offerSnapshot } from '#server/sync/snapshot/offer.ts';
import type { SnapshotMaker } from '#server/sync/snapshot/snapshot-maker.ts';
import { findFile, readChunk } from '#server/sync/snapshot/snapshot-rows.ts';
import { scopeKeyOf } from '#server/sync/sync-client.ts';
import { refusal } from '#server/http/refusal.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { fromSql } from '#main/replica/values.ts';
import type { SqlValue } from '#main/replica/values.ts';
import type {
  ChecksumReply,
  ChecksumRequest,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
  RangeReply,
  RangeRequest,
  SnapshotReply,
  SnapshotRequest,
} from '#shared/sync/protocol.ts';
import { createCentreDatabase, ENTITIES, ENTITY_MAP } from './centre-database.ts';
import { createSimulatedMaker, PORTION_BYTES, SNAPSHOT_SCHEMA } from './centre-snapshots.ts';
import type { HistoryRow, Ledger } from './ledger.ts';
import { createNewResults } from './new-results.ts';
import { centreRegistry } from './model.ts';
import type { Mutant } from './mutant.ts';
import type { PostgresCentre } from './postgres-centre.ts';
import { createRetentionWatch } from './retention-watch.ts';
import type { Scheduler } from './scheduler.ts';
import { createSqliteStore } from './sqlite-store.ts';
import type { CentreDatabase } from './sqlite-store.ts';
import { canonicalRow } from './truth.ts';
import type { Truth } from './truth.ts';
import type { Violations } from './violations.ts';

export interface CentreNode {
  push(principal: Principal, request: PushRequest): Promise<PushReply>;
  pull(principal: Principal, request: PullRequest): Promise<PullReply>;
  offer(principal: Principal, request: SnapshotRequest): Promise<SnapshotReply>;
  /** A portion of a snapshot's file from this byte on; empty behind its end. */
  file(principal: Principal, id: string, from: number): Promise<Buffer>;
  sums(principal: Principal, request: ChecksumRequest): Promise<ChecksumReply>;
  range(principal: Principal, request: RangeRequest): Promise<RangeReply>;
}

export interface NodeOptions {
  readonly clock: Clock;
  readonly beforeStatement: (sql: string) => void;
  readonly pause: () => Promise<void>;
  /** Read at each pull: an operator raises it. */
  readonly minSchema: () => number;
  /** Counts the node's lives. */
  readonly life: () => number;
}

export interface Backup {
  readonly image: Buffer;
  readonly epoch: string;
  readonly heads: ReadonlyMap<string, number>;
  readonly decided: ReadonlySet<string>;
}

export interface SimulatedCentre {
  readonly epoch: string;
  head(tenant: string): number;
  createNode(options: NodeOptions): CentreNode;
  /** An operator gives a row to another scope. false: there is no such living row. */
  moveRow(tenant: string, tbl: string, id: string, scope: string): Promise<boolean>;
  /** Forgets what desks seen within `termMs` do not need. */
  prune(tenant: string, termMs: number): Promise<void>;
  backup(): Promise<Backup>;
  /** Before anything else. */
  begin(): Promise<void>;
  /** Goes back to the backup; its history is another one from here on, unless the operator forgets to say so. */
  restore(backup: Backup): Promise<void>;
  /** The database is gone; an empty one takes its place. */
  wipe(): Promise<void>;
  close(): void;
}

export interface CentreParts {
  readonly tenants: readonly string[];
  readonly pageRows: number;
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly violations: Violations;
  readonly mutant: Mutant | undefined;
  readonly offersSnapshots: boolean;
  /** No node's clock is ever wrong: when a desk was seen is what it says. */
  readonly hasSteadyClocks: () => boolean;
  readonly scheduler: Scheduler;
  readonly count: (what: string) => void;
  /** Where its data are; undefined: SQLite. */
  readonly postgres: PostgresCentre | undefined;
}

/** Rows from which on a snapshot is worth it, where there are any. */
const SNAPSHOT_ROWS = 4;

export function createSimulatedCentre(parts: CentreParts): SimulatedCentre {
  const { tenants, truth, ledger, violations, mutant, postgres } = parts;
  const createTheStore = postgres?.store ?? createSqliteStore;
  let epochs = 1;
  let epoch = 'epoch-1';
  const database: CentreDatabase = { raw: createCentreDatabase(tenants, epoch), turn: Promise.resolve() };
  let lastHistory = 0;
  const results = createNewResults();
  const heads = new Map<string, number>();
  const retention = createRetentionWatch(violations);
  const planted = mutant?.centreSql ? { rewrite: mutant.centreSql } : {};
  let snapshots = 0;

  const watch = (): void => {
    const { raw } = database;
    for (const tenant of tenants) {
      const ver = clockOf(raw, tenant);
      const before = heads.get(tenant) ?? 0;
      if (ver < before) violations.add('cursor-monotonic', `the centre's clock of ${tenant} went back`);
      if (ver > before) recordRows(raw, tenant, before);
      heads.set(tenant, ver);
      truth.advance(epoch, tenant, ver);
    }
    lastHistory = recordHistory(raw, lastHistory);
    for (const row of results.take(raw)) ledger.decided(epoch, row);
  };
  const recordRows = (raw: Database.Database, tenant: string, before: number): void => {
    for (const table of ENTITIES) {
      const rows = statement(
        raw,
        `SELECT * FROM ${table.name} WHERE tenant_id = ? AND ver > ? ORDER BY ver`,
      ).all(tenant, before) as Record<string, SqlValue>[];
      for (const row of rows) {
        const key = `${table.name}/${String(row['id'])}`;
        const isDeleted = row['deleted'] === 1;
        if (!isDeleted && truth.versions(epoch, tenant).get(key)?.at(-1)?.row === null)
          violations.add('deleted-stays-deleted', `${tenant} ${key} came back`);
        const values = Object.fromEntries(
          Object.entries(table.columns).map(([name, column]) => [name, fromSql(column, row[name] ?? null)]),
        );
        const scope = String(row['scope_id']);
        truth.append(epoch, tenant, key, {
          ver: Number(row['ver']),
          scope,
          row: isDeleted ? null : canonicalRow(table, { ...values, scope_id: scope }),
        });
      }
    }
  };
  const recordHistory = (raw: Database.Database, since: number): number => {
    const rows = statement(
      raw,
      'SELECT rowid AS place, tbl, pk, field, client, mid, outcome, old, new FROM field_history WHERE rowid > ?',
    ).all(since) as HistoryRow[];
    for (const row of rows) ledger.wroteHistory(epoch, row);
    return rows.at(-1)?.place ?? since;
  };
  /** The operator's own statements: no faults, and nobody in between. */
  const undisturbed = {
    database,
    beforeStatement: () => undefined,
    pause: () => Promise.resolve(),
    onCommit: () => watch(),
  };
  const operator = createTheStore(undisturbed);
  const put = async (raw: Database.Database): Promise<void> => {
    await postgres?.replace(raw);
    database.raw.close();
    database.raw = raw;
    lastHistory = maxRowid(raw, 'field_history');
    results.forget(raw);
    heads.clear();
    retention.forget();
    for (const tenant of tenants) heads.set(tenant, clockOf(raw, tenant));
  };

  return {
    get epoch() {
      return epoch;
    },
    head: (tenant) => heads.get(tenant) ?? 0,
    createNode({ clock, beforeStatement, pause, minSchema, life }) {
      const ways = { database, pause, onCommit: () => watch(), ...planted };
      const store: Store = createTheStore({ ...ways, beforeStatement });
      let maker: { readonly life: number; readonly maker: SnapshotMaker } | undefined;
      /** The one of this life of the node: what an earlier one was making is made no further. */
      const makerNow = (): SnapshotMaker => {
        const now = life();
        if (maker?.life !== now) {
          const own = createTheStore({
            ...ways,
            beforeStatement(sql) {
              if (life() !== now) throw new Error('the node died');
              beforeStatement(sql);
            },
          });
          const work = (): Promise<void> => parts.scheduler.delay(700, new AbortController().signal);
          const newId = (): string => `snapshot-${String(++snapshots)}`;
          const options = { store: own, clock, newId, work, mutant, count: parts.count };
          maker = { life: now, maker: createSimulatedMaker(options) };
        }
        return maker.maker;
      };
      const pushDeps = {
        commands: mutant?.centreRegistry ?? centreRegistry,
        clock,
        onBug: (error: unknown) => violations.add('nothing-throws', `a command: ${String(error)}`),
      };
      return {
        async push(principal, request) {
          if (request.epoch === null || request.epoch === epoch)
            for (const { mid, args } of request.commands) ledger.pushed(epoch, request.client, mid, args);
          const { actor } = principal;
          const { reply } = await store.withTenant(actor.tenantId, async (tx) => {
            const tampered = (await mutant?.beforePush?.(tx, request)) ?? request;
            return push(tx, principal, tampered, pushDeps);
          });
          return reply;
        },
        async pull(principal, request) {
          const reply = await pull(mutant?.pullsAs?.(principal) ?? principal, request, {
            store,
            tables: ENTITY_MAP,
            clock,
            limits: { rows: parts.pageRows, mostRows: 2 * parts.pageRows, bytes: 100_000 },
            minSchema: minSchema(),
          });
          retention.answered(principal, request, reply, parts.scheduler.now());
          return mutant?.centreReply?.(reply) ?? reply;
        },
        offer: (principal, request) =>
          offerSnapshot(principal, request, {
            ...{ store, tables: ENTITY_MAP, schema: SNAPSHOT_SCHEMA, maker: makerNow() },
            minRows: parts.offersSnapshots ? SNAPSHOT_ROWS : Number.MAX_SAFE_INTEGER,
          }),
        file: ({ actor, scopeIds }, id, from) =>
          store.withTenant(actor.tenantId, async (tx) => {
            if (!(await findFile(tx, id, scopeKeyOf(scopeIds))))
              throw refusal(404, 'snapshot.gone', 'there is no such snapshot any more');
            const chunk = await readChunk(tx, id, Math.floor(from / PORTION_BYTES));
            return chunk?.subarray(from % PORTION_BYTES) ?? Buffer.alloc(0);
          }),
        sums: (principal, request) => checksums(principal, request, { store, tables: ENTITY_MAP }),
        range: (principal, request) => rowsOfRange(principal, request, { store, tables: ENTITY_MAP }),
      };
    },
    moveRow: (tenant, tbl, id, scope) =>
      operator.withTenant(tenant, async (tx) => {
        const [row] = await tx.query<{ scope: string }>(
          `SELECT scope_id AS scope FROM "${tbl}" WHERE tenant_id = $1 AND id = $2 AND NOT deleted`,
          [tx.tenantId, id],
        );
        if (!row || row.scope === scope) return false;
        const ver = clockOf(database.raw, tenant) + 1;
        await tx.query(`UPDATE "${tbl}" SET scope_id = $3, ver = $4 WHERE tenant_id = $1 AND id = $2`, [
          tx.tenantId,
          id,
          scope,
          ver,
        ]);
        await tx.query(
          `INSERT INTO change_log (tenant_id, ver, tbl, pk, op, scope_before, scope_after)
           VALUES ($1, $2, $3, $4, 'update', $5, $6)`,
          [tx.tenantId, ver, tbl, id, row.scope, scope],
        );
        await tx.query('UPDATE tenant_clock SET ver = $2 WHERE tenant_id = $1', [tx.tenantId, ver]);
        return true;
      }),
    async prune(tenant, termMs) {
      const now = Math.floor(parts.scheduler.now());
      const { floor } = await prune(
        tenant,
        {
          store: createTheStore({ ...undisturbed, ...planted }),
          clock: { now: () => now },
          tables: ENTITY_MAP,
          limits: { ...RETENTION_LIMITS, deskMs: termMs },
          pause: () => Promise.resolve(),
        },
        new AbortController().signal,
      );
      if (parts.hasSteadyClocks()) retention.raised(tenant, floor, now - termMs);
    },
    begin: async () => postgres?.replace(database.raw),
    async backup() {
      await postgres?.copyAll(database);
      return {
        image: database.raw.serialize(),
        epoch,
        heads: new Map(heads),
        decided: new Set(truth.outcomes(epoch).keys()),
      };
    },
    async restore(backup) {
      const raw = new Database(backup.image);
      if (!mutant?.keepsEpoch) {
        epoch = `epoch-${++epochs}`;
        raw.prepare('UPDATE tenant_clock SET epoch = ?').run(epoch);
        truth.branch(backup.epoch, epoch, backup.heads, backup.decided);
      }
      await put(raw);
      ledger.restored(backup.epoch, epoch, backup.decided);
    },
    async wipe() {
      epoch = `epoch-${++epochs}`;
      await put(createCentreDatabase(tenants, epoch));
      ledger.restored('', epoch, new Set());
    },
    close: () => database.raw.close(),
  };
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

function statement(raw: Database.Database, sql: string): Database.Statement {
  const cache = statements.get(raw) ?? new Map<string, Database.Statement>();
  statements.set(raw, cache);
  const found = cache.get(sql) ?? raw.prepare(sql);
  cache.set(sql, found);
  return found;
}

function clockOf(raw: Database.Database, tenant: string): number {
  return (statement(raw, 'SELECT ver FROM tenant_clock WHERE tenant_id = ?').get(tenant) as { ver: number })
    .ver;
}

function maxRowid(raw: Database.Database, table: string): number {
  return (raw.prepare(`SELECT coalesce(max(rowid), 0) AS place FROM ${table}`).get() as { place: number })
    .place;
}
