import { spawn } from 'node:child_process';

/** The unprivileged account the server runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  /** Output lines of stderr, without empty ones. */
  readonly errorLines: readonly string[];
}

export interface RunOptions {
  readonly account: Account | undefined;
  readonly cwd: string;
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The environment of every PostgreSQL program. None of the caller's PG* variables (PGPORT, PGOPTIONS …) may
 * reach them, and messages stay in English so that they can be told apart.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'LD_LIBRARY_PATH'];
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', LANG: 'C' };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

export function nonEmptyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** Runs a program to its end. Rejects only where it could not be started at all (ENOENT, EACCES …) or was aborted. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: cleanEnvironment(),
      stdio: 'pipe',
      windowsHide: true,
      ...options.account,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    // A program that ends without reading its input must not bring the supervisor down with EPIPE.
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, errorLines: nonEmptyLines(stderr) }));
  });
}
