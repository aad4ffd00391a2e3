// @ts-expect-error -- asterisk-manager 0.2.0 ships no types; what we use of it is described below.
import untyped from 'asterisk-manager';

import type { LibraryItem } from './frame.ts';

/** One instance of the library: one connection, thrown away with it. */
export interface Manager {
  on(event: 'managerevent', listener: (item: LibraryItem) => void): void;
  removeAllListeners(event: string): void;
  /** `path` of a unix socket or named pipe: it goes to `net.createConnection` as it is. */
  connect(path: string, host: undefined, callback: () => void): void;
  login(callback: (error?: LibraryItem) => void): void;
  /** Writes at once when logged in. The object is changed: `actionid` is taken off it. */
  action(
    action: Record<string, string>,
    callback: (error: LibraryItem | undefined, item: LibraryItem) => void,
  ): string;
  disconnect(): void;
}

/** Without a port it does not dial by itself. `events` is what its login says as `Event:`, which AMI ignores. */
type CreateManager = (port: null, host: string, user: string, secret: string, events: boolean) => Manager;

export const createManager: CreateManager = untyped as CreateManager;
