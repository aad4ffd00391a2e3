import { AppError, messageOf } from '#shared/kernel/app-error.ts';

/** SQLite's own code of an error (`SQLITE_FULL`, `SQLITE_IOERR_WRITE`); undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** What a person can be told about a failing disk or file; every other error is passed through as it is. */
export function explainSqliteError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  const explain = (name: string): AppError =>
    new AppError(name, `${file}: ${messageOf(error)} (${code ?? ''})`, { file }, { cause: error });
  if (code === 'SQLITE_FULL') return explain('replica.disk-full');
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return explain('replica.in-use');
  if (code?.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return explain('replica.damaged');
  if (
    code?.startsWith('SQLITE_IOERR') ||
    code?.startsWith('SQLITE_READONLY') ||
    code?.startsWith('SQLITE_CANTOPEN')
  ) {
    return explain('replica.disk-error');
  }
  return error;
}
