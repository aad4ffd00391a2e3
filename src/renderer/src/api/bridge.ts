import type { IpcReply } from '#shared/ipc/contract.ts';

/**
 * The one thing the page has of its host, whichever shell carries it: named calls and one stream of events.
 * Electron: put there by the preload. Browser shell: made over a WebSocket (web-bridge.ts).
 */
export interface Bridge {
  readonly shell: 'electron' | 'browser';
  readonly calls: Readonly<Record<string, (args: unknown) => Promise<IpcReply>>>;
  /** `event` is a name of DeskEvents. */
  onEvent(listener: (event: string, payload: unknown) => void): () => void;
}
