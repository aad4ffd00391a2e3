import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/**
 * Electron's binary, where it is there. Looked for without importing the package: importing it starts a download.
 * `ELECTRON_OVERRIDE_DIST_PATH` is Electron's own variable for a binary that lies elsewhere.
 */
export function findElectron(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const root = join(ROOT, 'node_modules', 'electron');
  const pathFile = join(root, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultName();
  const binary = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

function defaultName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Runs the built app and resolves when it has ended; signals go through to it. */
export async function runElectron(binary: string, args: readonly string[]): Promise<void> {
  const app = spawn(binary, [ROOT, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', ...(process.send ? ['ipc' as const] : [])],
  });
  if (process.send) app.on('message', (message) => process.send?.(message));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => app.kill('SIGTERM'));
  process.once('disconnect', () => app.kill('SIGTERM'));
  process.exitCode = await new Promise<number>((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code) => resolve(code ?? 0));
  });
}
