import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeDesk } from '#main/compose.ts';
import type { DeskHost } from '#main/compose.ts';
import { parseDeskOptions } from '#main/options.ts';
import { createFileKeyVault } from '#main/shells/file-key-vault.ts';
import type { Notification, Shell } from '#main/shells/shell.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import type { RecordedLog } from '#test/support/recorded-log.ts';

/** A whole desk in this process, with a shell that only remembers. */
export interface TestDesk {
  readonly log: RecordedLog;
  readonly notifications: readonly Notification[];
  ask<T = unknown>(channel: string, args?: unknown): Promise<T>;
  /** Stops it and starts it again on the same data. */
  restart(between?: () => void): Promise<void>;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** @param args flags as of `npm start` */
export async function startTestDesk(...args: readonly string[]): Promise<TestDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rufblatt-desk-'));
  const log = createRecordedLog();
  const notifications: Notification[] = [];
  const shell: Shell = {
    kind: 'browser',
    notify: (notification) => void notifications.push(notification),
    showPop() {},
    hidePop() {},
    showMain() {},
    flash() {},
  };
  let host: DeskHost | undefined;
  const start = async (): Promise<void> => {
    const keyVault = createFileKeyVault(join(dataDir, 'replica.key'));
    host = await composeDesk({ shell, keyVault, dataDir, options: parseDeskOptions(args, {}), log });
    await host.start();
  };
  const stop = async (): Promise<void> => {
    const running = host;
    host = undefined;
    await running?.stop();
  };
  const remove = async (): Promise<void> => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    log,
    notifications,
    async ask<T>(channel: string, input: unknown = {}) {
      if (!host) throw new Error('the desk is not running');
      const reply = await host.ipc.call(channel, input);
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error.params);
      return reply.value as T;
    },
    dataDir,
    async restart(between) {
      await stop();
      between?.();
      await start();
    },
    stop: remove,
  };
}
