import { Pool, types } from 'pg';
import type { CustomTypesConfig, PoolClient } from 'pg';
import { markConnectionFailure } from './sql-failure.ts';

const { INT8 } = types.builtins;
type TypeId = Parameters<typeof types.getTypeParser>[0];

/** Versions, times and counts are bigint columns; all of them are safe integers, see src/server/sync/values.ts. */
const getTypeParser = ((type: TypeId, format?: 'text') =>
  type === INT8 ? Number : types.getTypeParser(type, format)) as CustomTypesConfig['getTypeParser'];

const STATEMENT_TIMEOUT_MS = 30_000;

/** `onIdleError` hears of connections that break while nobody uses them; the pool replaces them. */
export function createPool(databaseUrl: string, onIdleError: (error: Error) => void): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'rufblatt-centre',
    max: 12,
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
  return pool;
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
