import { Pool, types } from 'pg';
import type { CustomTypesConfig } from 'pg';

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
  pool.on('error', onIdleError);
  return pool;
}
