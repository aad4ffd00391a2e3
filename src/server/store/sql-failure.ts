import { DatabaseError } from 'pg';

/**
 * What a failed statement means:
 * - `retry`: two transactions met; running this one again may succeed.
 * - `unavailable`: the database or the way to it; nothing is known about the request.
 * - `refused`: the data themselves; a repetition cannot cure it.
 * - `bug`: ours.
 */
export type SqlFailure = 'retry' | 'unavailable' | 'refused' | 'bug';

/** The connection broke, or none could be had; the driver gives no SQLSTATE then. */
class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
}

/** Marks what the driver throws without a SQLSTATE, so that it is told apart from a bug in a command's body. */
export function markConnectionFailure(error: unknown): unknown {
  if (error instanceof DatabaseError || error instanceof ConnectionFailure) return error;
  return new ConnectionFailure('the database cannot be reached', { cause: error });
}

const RETRY = new Set(['40001', '40P01']);
const LOCK_NOT_AVAILABLE = '55P03';
/** Connection, resources, operator intervention, system, internal error. */
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '58', 'XX']);
/** Data exception, integrity constraint. */
const REFUSED_CLASSES = new Set(['22', '23']);

/** undefined: no failure of the database. Source: PostgreSQL documentation, appendix "Error Codes". */
export function sqlFailure(error: unknown): SqlFailure | undefined {
  if (error instanceof ConnectionFailure) return 'unavailable';
  if (!(error instanceof DatabaseError)) return undefined;
  const state = error.code ?? '';
  if (RETRY.has(state)) return 'retry';
  const group = state.slice(0, 2);
  if (state === LOCK_NOT_AVAILABLE || group === '' || UNAVAILABLE_CLASSES.has(group)) return 'unavailable';
  return REFUSED_CLASSES.has(group) ? 'refused' : 'bug';
}
