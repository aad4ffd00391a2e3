import type { Log } from './host.ts';

/** One JSON line an entry on stderr: when, how bad, what. Details carry ids, codes and counts, never contents. */
export function createStderrLog(): Log {
  const write =
    (level: string) =>
    (message: string, detail: Readonly<Record<string, unknown>> = {}): void => {
      process.stderr.write(
        `${JSON.stringify({ time: new Date().toISOString(), level, message, ...detail })}\n`,
      );
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
