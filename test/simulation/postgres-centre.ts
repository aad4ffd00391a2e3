import type Database from 'better-sqlite3';
import type { Pool } from 'pg';
import { migrate } from '#server/store/migrate.ts';
import { CORE_MIGRATIONS, readMigrations } from '#server/store/migrations.ts';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import type { Store, Tx, Work } from '#server/store/store.ts';
import { markConnectionFailure } from '#server/store/sql-failure.ts';
import { CORE_TABLES, ENTITIES } from './centre-database.ts';
import { tables } from './model.ts';
import type { RealWork } from './scheduler.ts';
import type { CentreDatabase, SqliteStoreOptions } from './sqlite-store.ts';

/**
 * The centre's data in a real PostgreSQL. `CentreDatabase.raw` then is a copy of them, for those who look: brought up
 * to date after each commit with what they look at, and as a whole for a backup.
 */
export interface PostgresCentre extends RealWork {
  store(options: SqliteStoreOptions): Store;
  /** Everything into the copy. */
  copyAll(database: CentreDatabase): Promise<void>;
  /** Everything from there, in the place of what it has. */
  replace(raw: Database.Database): Promise<void>;
  close(): Promise<void>;
}

/** The world's tenants have short names. */
const UUIDS = new Map([
  ['a', '00000000-0000-4000-8000-00000000000a'],
  ['b', '00000000-0000-4000-8000-00000000000b'],
]);
const uuidOf = (tenant: string): string => UUIDS.get(tenant) ?? tenant;
/** Nobody signs in here. */
const EMPTY = new Set(['session', 'login_failure']);
const ALL = [...CORE_TABLES, ...ENTITIES.map(({ name }) => name)].filter((name) => !EMPTY.has(name));
/** Their rows have a place, in the order they were written in. */
const ORDERED: ReadonlySet<string> = new Set(['field_history', 'mutation_result']);
const TYPES = {
  text: 'text',
  integer: 'bigint',
  real: 'double precision',
  boolean: 'boolean',
  json: 'jsonb',
};

/** @param url of an empty database */
export async function openPostgresCentre(url: string): Promise<PostgresCentre> {
  const address = new URL(url);
  // Nobody's power fails here.
  address.searchParams.set('options', '-c synchronous_commit=off');
  const pool = createPool(address.href, () => undefined, 2);
  await migrate(pool, await readMigrations([CORE_MIGRATIONS]));
  await prepare(pool);
  const columns = await readColumns(pool);
  const real = createStore(pool);
  let busy = 0;
  const waiting: (() => void)[] = [];
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    busy++;
    try {
      return await work();
    } finally {
      busy--;
      if (busy === 0) for (const wake of waiting.splice(0)) wake();
    }
  };
  const copy = async (
    raw: Database.Database,
    table: string,
    since: string,
    values: unknown[],
  ): Promise<void> => {
    const names = columns.get(table) ?? [];
    // A row stands at the same place in the copy, however often it is copied.
    const place = ORDERED.has(table) ? [{ from: 'place', to: 'rowid', isJson: false }] : [];
    const ways = [...names.map(({ name, isJson }) => ({ from: name, to: name, isJson })), ...place];
    const list = ways.map(({ from, isJson }) => (isJson ? `"${from}"::text` : `"${from}"`)).join(', ');
    const { rows } = await pool.query<Record<string, unknown>>(
      `SELECT ${list} FROM "${table}" ${since}`,
      values,
    );
    const insert = raw.prepare(
      `INSERT OR REPLACE INTO "${table}" (${ways.map(({ to }) => `"${to}"`).join(', ')})
       VALUES (${ways.map(() => '?').join(', ')})`,
    );
    for (const row of rows) insert.run(ways.map(({ from }) => toSqlite(from, row[from])));
  };
  /** What watchers look at: rows, clock, history and results. */
  const follow = async ({ raw }: CentreDatabase, tenant: string): Promise<void> => {
    const id = uuidOf(tenant);
    const head = raw.prepare('SELECT ver FROM tenant_clock WHERE tenant_id = ?').pluck().get(tenant);
    const { rows } = await pool.query<{ ver: number }>('SELECT ver FROM tenant_clock WHERE tenant_id = $1', [
      id,
    ]);
    if (rows[0]?.ver === head) return;
    for (const { name } of ENTITIES)
      await copy(raw, name, 'WHERE tenant_id = $1 AND ver > $2 ORDER BY ver', [id, head]);
    for (const name of ORDERED) {
      await copy(raw, name, `WHERE place > $1 ORDER BY place`, [places.get(name) ?? 0]);
      const { rows: last } = await pool.query<{ place: number }>(
        `SELECT coalesce(max(place), 0) AS place FROM ${name}`,
      );
      places.set(name, last[0]?.place ?? 0);
    }
    await copy(raw, 'tenant_clock', 'WHERE tenant_id = $1', [id]);
  };
  const places = new Map<string, number>();

  return {
    store({ database, beforeStatement, pause, onCommit, rewrite }) {
      const before = (sql: string): void => {
        try {
          beforeStatement(sql);
        } catch (error) {
          throw markConnectionFailure(error);
        }
      };
      const run =
        (way: Store['withTenant']) =>
        async <T>(tenant: string, work: Work<T>): Promise<T> => {
          await pause();
          return during(async () => {
            const mine = database.turn.then(async () => {
              const result = await way(uuidOf(tenant), async (tx: Tx) => {
                before('BEGIN');
                const own = await work({
                  tenantId: tx.tenantId,
                  query: (sql, values) => {
                    before(sql);
                    return tx.query(rewrite?.(sql) ?? sql, values);
                  },
                  queryValues: (sql, values) => {
                    before(sql);
                    return tx.queryValues(rewrite?.(sql) ?? sql, values);
                  },
                });
                before('COMMIT');
                return own;
              });
              await follow(database, tenant);
              onCommit();
              return result;
            });
            database.turn = mine.catch(() => undefined);
            return mine;
          });
        };
      return {
        withTenant: run(real.withTenant),
        withSnapshot: run(real.withSnapshot),
        withSlug: () => Promise.reject(new Error('nobody signs in here')),
      };
    },
    copyAll: ({ raw }) =>
      during(async () => {
        for (const table of ALL) {
          raw.prepare(`DELETE FROM "${table}"`).run();
          await copy(raw, table, ORDERED.has(table) ? 'ORDER BY place' : '', []);
        }
      }),
    replace: (raw) =>
      during(async () => {
        await pool.query(`TRUNCATE ${ALL.map((name) => `"${name}"`).join(', ')} CASCADE`);
        for (const table of ALL) {
          const names = [
            ...(columns.get(table) ?? []).map(({ name }) => name),
            ...(ORDERED.has(table) ? ['place'] : []),
          ];
          const list = names.map((name) => `"${name}"`).join(', ');
          const rows = raw
            .prepare<[], Record<string, unknown>>(`SELECT *, rowid AS place FROM "${table}" ORDER BY rowid`)
            .all();
          for (const row of rows)
            await pool.query(
              `INSERT INTO "${table}" (${list}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
              names.map((name) => (name === 'tenant_id' ? uuidOf(String(row[name])) : row[name])),
            );
        }
        for (const name of ORDERED) {
          const { rows } = await pool.query<{ place: number }>(
            `SELECT coalesce(max(place), 0) AS place FROM ${name}`,
          );
          places.set(name, rows[0]?.place ?? 0);
        }
      }),
    isBusy: () => busy > 0,
    idle: () => new Promise((resolve) => void (busy === 0 ? resolve() : waiting.push(resolve))),
    close: () => pool.end(),
  };
}

/** The tables of the model, and the order in which history and results were written. */
async function prepare(pool: Pool): Promise<void> {
  for (const { name, columns } of tables) {
    const own = Object.entries(columns).map(
      ([column, { kind, nullable }]) => `"${column}" ${TYPES[kind]}${nullable ? '' : ' NOT NULL'}`,
    );
    await pool.query(`CREATE TABLE "${name}" (${own.join(', ')}); SELECT rufblatt_entity('${name}')`);
  }
  for (const name of ORDERED)
    await pool.query(`ALTER TABLE ${name} ADD COLUMN place bigserial;
      GRANT USAGE ON SEQUENCE ${name}_place_seq TO rufblatt_app`);
  for (const [name, id] of UUIDS) {
    await pool.query(
      `INSERT INTO tenant (tenant_id, slug, name, demo, default_scope_id, created_at)
       VALUES ($1, $2, $2, false, 'north', 0)`,
      [id, name],
    );
    // Whoever may sit at a desk of the tenant (simulate.ts).
    await pool.query(
      `INSERT INTO account (tenant_id, user_id, login, name, password_hash, roles, scope_id, created_at)
       SELECT $1, 'user-of-' || $2::text || n, 'user-of-' || $2::text || n, '', '', '{agent}', 'north', 0
       FROM generate_series(1, 9) AS n`,
      [id, name],
    );
  }
}

interface ColumnOf {
  readonly name: string;
  readonly isJson: boolean;
}

async function readColumns(pool: Pool): Promise<ReadonlyMap<string, readonly ColumnOf[]>> {
  const { rows } = await pool.query<{ table_name: string; column_name: string; data_type: string }>(
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = ANY($1) AND column_name <> 'place' AND is_generated = 'NEVER'
     ORDER BY ordinal_position`,
    [ALL],
  );
  const found = new Map<string, ColumnOf[]>();
  for (const { table_name, column_name, data_type } of rows) {
    const list = found.get(table_name) ?? [];
    list.push({ name: column_name, isJson: data_type.startsWith('json') });
    found.set(table_name, list);
  }
  return found;
}

function toSqlite(name: string, value: unknown): unknown {
  if (name === 'tenant_id') return [...UUIDS].find(([, id]) => id === value)?.[0];
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value ?? null;
}
