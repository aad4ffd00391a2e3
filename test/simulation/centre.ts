import Database from 'better-sqlite3';
import type { Principal } from '#server/auth/principal.ts';
import type { Store } from '#server/store/store.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { fromSql } from '#main/replica/values.ts';
import type { SqlValue } from '#main/replica/values.ts';
import type { PullReply, PullRequest, PushReply, PushRequest } from '#shared/sync/protocol.ts';
import { createCentreDatabase, ENTITIES, ENTITY_MAP } from './centre-database.ts';
import type { HistoryRow, Ledger, ResultRow } from './ledger.ts';
import { centreRegistry } from './model.ts';
import type { Mutant } from './mutant.ts';
import { createSqliteStore } from './sqlite-store.ts';
import type { CentreDatabase } from './sqlite-store.ts';
import { canonicalRow } from './truth.ts';
import type { Truth } from './truth.ts';
import type { Violations } from './violations.ts';

export interface CentreNode {
  push(principal: Principal, request: PushRequest): Promise<PushReply>;
  pull(principal: Principal, request: PullRequest): Promise<PullReply>;
}

export interface NodeOptions {
  readonly clock: Clock;
  readonly beforeStatement: (sql: string) => void;
  readonly pause: () => Promise<void>;
  /** Read at each pull: an operator raises it. */
  readonly minSchema: () => number;
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
  /** Forgets the log below the newest version but for what a replica that starts anew needs. */
  prune(tenant: string): Promise<void>;
  backup(): Backup;
  /** Goes back to the backup; its history is another one from here on, unless the operator forgets to say so. */
  restore(backup: Backup): void;
  /** The database is gone; an empty one takes its place. */
  wipe(): void;
  close(): void;
}

export interface CentreParts {
  readonly tenants: readonly string[];
  readonly pageRows: number;
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly violations: Violations;
  readonly mutant: Mutant | undefined;
}

export function createSimulatedCentre(parts: CentreParts): SimulatedCentre {
  const { tenants, truth, ledger, violations, mutant } = parts;
  let epochs = 1;
  let epoch = 'epoch-1';
  const database: CentreDatabase = { raw: createCentreDatabase(tenants, epoch), turn: Promise.resolve() };
  let watched = { history: 0, results: 0 };
  const heads = new Map<string, number>();

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
    watched = {
      history: recordHistory(raw, watched.history),
      results: recordResults(raw, watched.results),
    };
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
  const recordResults = (raw: Database.Database, since: number): number => {
    const rows = statement(
      raw,
      'SELECT rowid AS place, client, mid, outcome, command FROM mutation_result WHERE rowid > ? ORDER BY rowid',
    ).all(since) as ResultRow[];
    for (const row of rows) ledger.decided(epoch, row);
    return rows.at(-1)?.place ?? since;
  };

  /** The operator's own statements: no faults, and nobody in between. */
  const operator = createSqliteStore({
    database,
    beforeStatement: () => undefined,
    pause: () => Promise.resolve(),
    onCommit: () => watch(),
  });
  const put = (raw: Database.Database): void => {
    database.raw.close();
    database.raw = raw;
    watched = { history: maxRowid(raw, 'field_history'), results: maxRowid(raw, 'mutation_result') };
    heads.clear();
    for (const tenant of tenants) heads.set(tenant, clockOf(raw, tenant));
  };

  return {
    get epoch() {
      return epoch;
    },
    head: (tenant) => heads.get(tenant) ?? 0,
    createNode({ clock, beforeStatement, pause, minSchema }) {
      const store: Store = createSqliteStore({
        database,
        beforeStatement,
        pause,
        onCommit: () => watch(),
        ...(mutant?.centreSql ? { rewrite: mutant.centreSql } : {}),
      });
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
            limits: { rows: parts.pageRows, bytes: 100_000 },
            minSchema: minSchema(),
          });
          return mutant?.centreReply?.(reply) ?? reply;
        },
      };
    },
    moveRow: (tenant, tbl, id, scope) =>
      operator.withTenant(tenant, async (tx) => {
        const [row] = await tx.query<{ scope: string }>(
          `SELECT scope_id AS scope FROM "${tbl}" WHERE tenant_id = $1 AND id = $2 AND NOT deleted`,
          [tenant, id],
        );
        if (!row || row.scope === scope) return false;
        const ver = clockOf(database.raw, tenant) + 1;
        await tx.query(`UPDATE "${tbl}" SET scope_id = $3, ver = $4 WHERE tenant_id = $1 AND id = $2`, [
          tenant,
          id,
          scope,
          ver,
        ]);
        await tx.query(
          `INSERT INTO change_log (tenant_id, ver, tbl, pk, op, scope_before, scope_after)
           VALUES ($1, $2, $3, $4, 'update', $5, $6)`,
          [tenant, ver, tbl, id, row.scope, scope],
        );
        await tx.query('UPDATE tenant_clock SET ver = $2 WHERE tenant_id = $1', [tenant, ver]);
        return true;
      }),
    prune: (tenant) =>
      operator.withTenant(tenant, async (tx) => {
        await tx.query('UPDATE tenant_clock SET floor_ver = ver WHERE tenant_id = $1', [tenant]);
        for (const { name } of ENTITIES) {
          await tx.query(
            `DELETE FROM change_log WHERE tenant_id = $1 AND tbl = $2 AND NOT EXISTS (
               SELECT 1 FROM "${name}" r WHERE r.tenant_id = $1 AND r.id = change_log.pk
               AND r.ver = change_log.ver AND NOT r.deleted)`,
            [tenant, name],
          );
        }
      }),
    backup: () => ({
      image: database.raw.serialize(),
      epoch,
      heads: new Map(heads),
      decided: new Set(truth.outcomes(epoch).keys()),
    }),
    restore(backup) {
      const raw = new Database(backup.image);
      if (!mutant?.keepsEpoch) {
        epoch = `epoch-${++epochs}`;
        raw.prepare('UPDATE tenant_clock SET epoch = ?').run(epoch);
        truth.branch(backup.epoch, epoch, backup.heads, backup.decided);
      }
      put(raw);
      ledger.restored(backup.epoch, epoch, backup.decided);
    },
    wipe() {
      epoch = `epoch-${++epochs}`;
      put(createCentreDatabase(tenants, epoch));
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
