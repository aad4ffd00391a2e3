/** What we use of asterisk-manager 0.2.0, which ships no types. */
declare module 'asterisk-manager' {
  export interface ManagerItem {
    [header: string]: unknown;
  }

  export interface Manager {
    on(event: 'managerevent', listener: (item: ManagerItem) => void): void;
    on(event: 'close' | 'end' | 'connect', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    removeAllListeners(event?: string): void;
    /** `path` of a unix socket or named pipe: it goes to `net.createConnection` as it is. */
    connect(path: string, host: undefined, callback: () => void): void;
    login(callback: (error?: ManagerItem) => void): void;
    /** Writes at once when logged in. The object is changed: `actionid` is taken off it. */
    action(
      action: Record<string, string>,
      callback: (error: ManagerItem | undefined, item: ManagerItem) => void,
    ): string;
    disconnect(): void;
  }

  export default function createManager(
    port: null,
    host: string,
    user: string,
    secret: string,
    events: boolean,
  ): Manager;
}
