import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { testKeyFile } from '#test/support/secret-key-file.ts';
import type { Service } from '#shared/kernel/service.ts';

const SCRIPT = fileURLToPath(new URL('../../src/launch/centre.ts', import.meta.url));
const start = (databaseUrl: string, args: readonly string[]) =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, ...args], {
    env: { ...process.env, CENTRE_SECRET_KEYS: testKeyFile(), DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });

/** A subcommand of the centre on this database. */
export async function centreCommand(databaseUrl: string, args: readonly string[], input = ''): Promise<void> {
  const child = start(databaseUrl, args);
  child.stdout.resume();
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
}

/** The centre in a process of its own, as it runs in production; it has started. */
export async function centreAt(
  databaseUrl: string,
): Promise<Service & { readonly url: string; readonly pid: number }> {
  const child = start(databaseUrl, ['--port', '0']);
  child.stdin.end();
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /https?:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(`the centre did not start: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    start() {},
    async stop() {
      if (child.exitCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}
