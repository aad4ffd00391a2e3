/** A reply of the host, as `#shared/ipc/contract.ts` defines it; the preload hands it on unread. */
export type Call = (args: unknown) => Promise<unknown>;
export type EventListener = (event: string, payload: unknown) => void;

/** What a page finds as `window.rufblatt`. */
export interface Bridge {
  readonly shell: 'electron';
  /** One function a channel, by the channel's name; nothing else can be called. */
  readonly calls: Readonly<Record<string, Call>>;
  /** Events of the host until the returned function is called. What came before the first listener is kept for it. */
  readonly onEvent: (listener: EventListener) => () => void;
}

/** The part of Electron's ipcRenderer the bridge uses; it never leaves the preload. */
export interface Wire {
  invoke(channel: string, args: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, name: string, payload: unknown) => void): unknown;
}

/** An event that no listener ever asks for must not grow without end. */
const maxKept = 100;

export function createBridge(wire: Wire, channels: readonly string[]): Bridge {
  const listeners = new Set<EventListener>();
  const kept: (readonly [string, unknown])[] = [];
  wire.on('rufblatt:event', (_event, name, payload) => {
    if (listeners.size > 0) {
      for (const listener of Array.from(listeners)) listener(name, payload);
    } else {
      kept.push([name, payload]);
      if (kept.length > maxKept) kept.shift();
    }
  });
  return {
    shell: 'electron',
    calls: Object.fromEntries(
      channels.map((channel): [string, Call] => [channel, (args) => wire.invoke(channel, args)]),
    ),
    onEvent(listener) {
      listeners.add(listener);
      for (const [name, payload] of kept.splice(0)) listener(name, payload);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
