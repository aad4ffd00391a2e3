import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, types } from 'pg';
import type { Socket } from 'node:net';
import type { CustomTypesConfig, PoolClient } from 'pg';
import { markConnectionFailure } from './sql-failure.ts';

const { INT8 } = types.builtins;
type TypeId = Parameters<typeof types.getTypeParser>[0];

/** Versions, times and counts are bigint columns; all of them are safe integers, see src/server/sync/values.ts. */
const getTypeParser = ((type: TypeId, format?: 'text') =>
  type === INT8 ? Number : types.getTypeParser(type, format)) as CustomTypesConfig['getTypeParser'];

const STATEMENT_TIMEOUT_MS = 30_000;

/** What cuts each open connection of a pool. */
const connections = new WeakMap<Pool, Set<() => void>>();

export const DEFAULT_POOL_SIZE = 12;

/** `onIdleError` hears of connections that break while nobody uses them; the pool replaces them. */
export function createPool(
  databaseUrl: string,
  onIdleError: (error: Error) => void,
  size = DEFAULT_POOL_SIZE,
): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'rufblatt-centre',
    max: size,
    connectionTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    types: { getTypeParser },
  });
  // Once it is being closed the server may be faster, and that is nobody's trouble.
  pool.on('error', (error) => {
    if (!pool.ending) onIdleError(error);
  });
  // A connection that is being closed is nobody's: without a listener the server's last word would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const open = new Set<() => void>();
  connections.set(pool, open);
  pool.on('connect', (client) => {
    // The driver's types do not name its socket, and `end` would wait its turn behind the statement under way.
    const { connection } = client as unknown as { readonly connection: { readonly stream: Socket } };
    const cut = (): void => void connection.stream.destroy();
    open.add(cut);
    connection.stream.once('close', () => open.delete(cut));
  });
  return pool;
}

/** Waits for what is lent, `patienceMs` at most, then cuts it off: the database takes back what was not committed. */
export async function endPool(pool: Pool, patienceMs: number): Promise<void> {
  const open = connections.get(pool) ?? new Set();
  const abort = new AbortController();
  const ended = pool.end().finally(() => abort.abort());
  const patience = sleep(patienceMs, undefined, { signal: abort.signal }).then(
    () => {
      for (const cut of open) cut();
    },
    () => undefined,
  );
  await Promise.all([ended, patience]);
}

/**
 * Lends a connection. One that breaks meanwhile fails the statement under way and does not go back to the pool; the
 * event it emits besides would otherwise end the process.
 */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw markConnectionFailure(error);
  });
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
