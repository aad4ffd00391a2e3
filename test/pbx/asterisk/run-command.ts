import { execFile } from 'node:child_process';

/** A command failed; `output` is the end of what it said on both channels. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly output: string;
  constructor(command: string, cause: string, output: string) {
    super(`${command}: ${cause}${output ? `\n${output}` : ''}`);
    this.output = output;
  }
}

const LIMIT_MS = 5 * 60_000;

/** Runs a command without a shell and gives its stdout. @throws CommandError when it is missing, fails, or takes over five minutes. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive', ...options.env };
    const settings = { cwd: options.cwd, env, timeout: LIMIT_MS, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, args, settings, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const cause =
        error.code === 'ENOENT'
          ? 'not found'
          : error.killed
            ? 'took too long'
            : `ended with ${error.code ?? error.signal}`;
      reject(
        new CommandError(`${command} ${args[0] ?? ''}`, cause, `${stdout}${stderr}`.trim().slice(-1500)),
      );
    });
  });
}
