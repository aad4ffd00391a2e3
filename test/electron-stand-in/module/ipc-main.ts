import type { IpcMain } from 'electron';
import { strict } from './strict.ts';

type Handler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();

const methods = {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel) {
    handlers.delete(channel);
  },
} satisfies Pick<IpcMain, 'handle' | 'removeHandler'>;

export const ipcMain = strict('ipcMain', methods);

/** @throws {Error} when nobody handles the channel, as Electron says it */
export function handlerOf(channel: string): Handler {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler;
}
