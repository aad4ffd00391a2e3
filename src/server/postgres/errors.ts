/** Why the embedded PostgreSQL could not be started or stopped; stable, for callers that react to a cause. */
export type PostgresErrorCode =
  | 'aborted'
  | 'account-unknown'
  | 'binaries-missing'
  | 'binaries-unusable'
  | 'disk-full'
  | 'folder-unreachable'
  | 'foreign-folder'
  | 'secret-damaged'
  | 'in-use'
  | 'initdb-failed'
  | 'port-in-use'
  | 'shared-memory-in-use'
  | 'start-failed'
  | 'still-running'
  | 'timeout'
  | 'unsupported-platform'
  | 'wrong-owner'
  | 'wrong-version';

/** The message names the cause and the next step, followed by the server's own last log lines where there are any. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  readonly code: PostgresErrorCode;
  readonly logLines: readonly string[];

  constructor(code: PostgresErrorCode, message: string, logLines: readonly string[] = [], cause?: unknown) {
    const tail = logLines.map((line) => `\n  | ${line}`).join('');
    super(message + tail, cause === undefined ? undefined : { cause });
    this.code = code;
    this.logLines = logLines;
  }
}

/** Ends messages about things the embedded server cannot do here. */
export const OWN_SERVER_HINT =
  'Or set DATABASE_URL to a PostgreSQL 15+ of your own; then none is started here.';

interface Diagnosis {
  readonly code: PostgresErrorCode;
  readonly pattern: RegExp;
  readonly advice: string;
}

/** Wordings of PostgreSQL 18 (lc_messages=C), the dynamic loader and the C library. The first match wins. */
const DIAGNOSES: readonly Diagnosis[] = [
  {
    code: 'disk-full',
    pattern: /No space left on device|Disk quota exceeded/,
    advice: 'The disk is full. Free some space and start again; nothing that was committed is lost.',
  },
  {
    code: 'port-in-use',
    pattern: /Address already in use|could not bind/,
    advice: 'The port is in use. Choose another one, or give none to have a free one picked.',
  },
  {
    code: 'shared-memory-in-use',
    pattern: /pre-existing shared memory block/,
    advice: 'Processes of an earlier server of this folder are still ending. Wait for them and start again.',
  },
  {
    code: 'binaries-unusable',
    pattern: /error while loading shared libraries|version `GLIBC\S*' not found|Library not loaded/,
    advice: `A shared library is missing for the PostgreSQL binaries (they need glibc). ${OWN_SERVER_HINT}`,
  },
  {
    code: 'account-unknown',
    pattern: /could not look up effective user ID/,
    advice:
      'PostgreSQL makes a database only as a user with an entry in /etc/passwd (any name will do). Add one, or start ' +
      `it as another user. ${OWN_SERVER_HINT}`,
  },
  {
    code: 'in-use',
    pattern: /lock file "postmaster\.pid" already exists/,
    advice:
      'The process named in the first line of postmaster.pid is another PostgreSQL of this folder, or has been given its ' +
      'id. Stop that process and start again.',
  },
];

export interface Failure {
  readonly code: PostgresErrorCode;
  readonly message: string;
  /** The next step where no known cause shows. */
  readonly advice?: string;
}

/** Turns what initdb or the server printed into an error: a cause that is known by its wording, else `failure`. */
export function explainFailure(failure: Failure, logLines: readonly string[]): PostgresError {
  const text = logLines.join('\n');
  const { code, advice = '' } = DIAGNOSES.find(({ pattern }) => pattern.test(text)) ?? failure;
  return new PostgresError(code, `${failure.message} ${advice}`.trimEnd(), logLines);
}

/** The `code` of a Node system error (`ENOENT` …), a PostgresError or a database error (`28P01` …), else undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
