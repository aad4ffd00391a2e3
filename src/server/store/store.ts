import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { listLiteral } from './list-literal.ts';
import { withClient } from './pool.ts';
import { markConnectionFailure, sqlFailure } from './sql-failure.ts';

/** A transaction of one tenant, under the role that row level security binds. */
export interface Tx {
  readonly tenantId: string;
  query<R extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly R[]>;
  /** As `query`, each row as its values in the order of the columns: for many rows, of which no object need be made. */
  queryValues(sql: string, values?: readonly unknown[]): Promise<readonly unknown[][]>;
}

export type Work<T> = (tx: Tx) => Promise<T>;

export interface Store {
  /**
   * Runs `work` in a transaction and commits. `work` runs again where transactions met (40001, 40P01), so it must
   * have no effect but through `tx`.
   */
  withTenant<T>(tenantId: string, work: Work<T>): Promise<T>;
  /** The same, read-only and of one moment: every statement sees what the first one saw. */
  withSnapshot<T>(tenantId: string, work: Work<T>): Promise<T>;
  /** No tenant yet: sees the `tenant` row with this slug and nothing else. */
  withSlug<T>(slug: string, work: Work<T>): Promise<T>;
}

/** Made by the first migration. */
const APP_ROLE = 'rufblatt_app';

const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED';
const BEGIN_SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** What `SET LOCAL` does, with parameters. */
const ENTER = `SELECT set_config('role', $1, true), set_config('app.tenant', $2, true), set_config('app.slug', $3, true)`;

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 10;

interface Entry {
  readonly begin: string;
  readonly tenantId: string;
  readonly slug: string;
  readonly role?: string;
}

export function createStore(pool: Pool): Store {
  const run = <T>(entry: Entry, work: Work<T>): Promise<T> => retrying(() => transact(pool, entry, work));
  return {
    withTenant: (tenantId, work) => run({ begin: BEGIN, tenantId, slug: '' }, work),
    withSnapshot: (tenantId, work) => run({ begin: BEGIN_SNAPSHOT, tenantId, slug: '' }, work),
    withSlug: (slug, work) => run({ begin: BEGIN_SNAPSHOT, tenantId: '', slug }, work),
  };
}

/**
 * In the tenant, but as the owner of the tables: for what the app role must not do (prune the audit log). Row level
 * security is forced, so it binds the owner as well.
 */
export function asOwner<T>(pool: Pool, tenantId: string, work: Work<T>): Promise<T> {
  return transact(pool, { begin: BEGIN, tenantId, slug: '', role: 'none' }, work);
}

function transact<T>(
  pool: Pool,
  { begin, tenantId, slug, role = APP_ROLE }: Entry,
  work: Work<T>,
): Promise<T> {
  return withClient(pool, async (client) => {
    const tx: Tx = {
      tenantId,
      query: (sql, values) => query(client, sql, values),
      queryValues: (sql, values) => queryValues(client, sql, values),
    };
    try {
      await query(client, begin);
      await query(client, ENTER, [role, tenantId, slug]);
      const result = await work(tx);
      await commit(client);
      return result;
    } catch (error) {
      // Fails on a broken connection only, whose end rolls back as well.
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

async function query<R extends QueryResultRow>(
  client: PoolClient,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly R[]> {
  const { rows } = await marked(client.query<R>(sql, values?.map(toParameter)));
  return rows;
}

async function queryValues(
  client: PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly unknown[][]> {
  const asked = { text, values: values.map(toParameter), rowMode: 'array' as const };
  const { rows } = await marked(client.query<unknown[]>(asked));
  return rows;
}

/** Whoever runs transactions again knows a failure of the connection by its mark. */
async function marked<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw markConnectionFailure(error);
  }
}

const toParameter = (value: unknown): unknown =>
  Array.isArray(value) ? (listLiteral(value) ?? value) : value;

/** PostgreSQL answers the COMMIT of a failed transaction with a ROLLBACK and no error. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    throw markConnectionFailure(error);
  });
  if (command !== 'COMMIT') throw new Error('a failed statement was passed over: nothing was committed');
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (sqlFailure(error) !== 'retry' || failures === ATTEMPTS) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** (failures - 1) * (0.5 + Math.random()));
    }
  }
}
