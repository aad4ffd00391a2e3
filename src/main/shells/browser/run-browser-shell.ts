import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '#shared/kernel/service.ts';
import { composeDesk } from '../../compose.ts';
import type { Log } from '../../host/host.ts';
import type { DeskOptions } from '../../options.ts';
import { createFileKeyVault } from '../file-key-vault.ts';
import type { Shell } from '../shell.ts';
import { createHandedFiles } from './handed-files.ts';
import { pageShell } from './page-shell.ts';
import { createBrowserServer } from './server.ts';

export interface BrowserDesk extends Service {
  readonly address: string;
}

/** The same desk without Electron: the renderer in the user's browser, the pop in a corner of the page. */
export async function runBrowserShell({
  options,
  dataDir,
  rendererDir,
  log,
}: {
  readonly options: DeskOptions;
  readonly dataDir: string;
  readonly rendererDir: string;
  readonly log: Log;
}): Promise<BrowserDesk> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const keyVault = createFileKeyVault(join(dataDir, 'replica.key'));
  const files = createHandedFiles();
  const shell: Shell = {
    ...pageShell,
    handOver: async (file) => ({ kind: 'download', address: files.offer(file) }),
  };
  const host = await composeDesk({ shell, keyVault, dataDir, options, log });
  const server = createBrowserServer({ router: host.ipc, root: rendererDir, port: options.port, files, log });
  try {
    await host.start();
    await server.start();
  } catch (error) {
    await host.stop();
    throw error;
  }
  return {
    address: server.address,
    start() {},
    async stop() {
      await server.stop();
      await host.stop();
    },
  };
}
