import { AppError, messageOf } from '#shared/kernel/app-error.ts';

/** One line for what a person can mend, the stack for what only we can; then the end. */
export function fail(error: unknown): never {
  const text =
    error instanceof AppError || !(error instanceof Error)
      ? messageOf(error)
      : (error.stack ?? error.message);
  process.stderr.write(`rufblatt: ${text}\n`);
  process.exit(error instanceof AppError && error.code === 'options.bad' ? 2 : 1);
}
