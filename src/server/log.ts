import { DatabaseError } from 'pg';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { AppError } from '#shared/kernel/app-error.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** An error as the log may keep it. */
export interface LoggedError {
  readonly type: string;
  /** SQLSTATE, `ECONNRESET`, or the code of an AppError. */
  readonly code?: string;
  readonly message?: string;
  /** Of a database error: where, never what. */
  readonly table?: string;
  readonly constraint?: string;
  readonly frames?: readonly string[];
  readonly cause?: LoggedError;
}

const MAX_CAUSES = 4;
const FRAME = /^\s+at /;

/**
 * Messages of what we did not write ourselves may quote what somebody entered (`invalid input syntax for type …: "…"`,
 * `Unexpected token … "…" is not valid JSON`), and so does the detail of a database error. They are left out: code,
 * place and stack tell an operator what broke.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const isOurs = error instanceof AppError;
  const isSystem = 'syscall' in error;
  const frames = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    ...((isOurs || isSystem) && { message: error.message }),
    ...(error instanceof DatabaseError && placeOf(error)),
    ...(!isOurs && frames.length > 0 && { frames: frames.map((line) => line.trim()) }),
    ...(error.cause !== undefined && depth < MAX_CAUSES && { cause: describeError(error.cause, depth + 1) }),
  };
}

function placeOf({ table, constraint }: DatabaseError): Pick<LoggedError, 'table' | 'constraint'> {
  return { ...(table !== undefined && { table }), ...(constraint !== undefined && { constraint }) };
}

/**
 * The centre's log: a JSON object a line, without contents. Names of tenants, people and customers, numbers, notes and
 * bodies of requests are in none of them; ids of tenants and users are.
 *
 * @param destination default: standard error
 */
export function createServerLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino({ level, serializers: { err: (error: unknown) => describeError(error) } }, destination);
}
