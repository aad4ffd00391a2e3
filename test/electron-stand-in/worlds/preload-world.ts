import type { contextBridge as makeContextBridge } from './context-bridge.ts';
import type { wireCodec as makeWireCodec } from './wire-codec.ts';

/** What the test's side calls in the preload's world, under a name only it knows. */
export interface PreloadWorld {
  reply(id: number, error: string | null, value: string): void;
  push(channel: string, args: string): void;
}

interface Surroundings {
  readonly secret: string;
  /** Global function of this world alone that sends a string to the test's side. */
  readonly binding: string;
  /** Whether subframes get a preload too (`nodeIntegrationInSubFrames`). */
  readonly subframes: boolean;
}

/** The preload's source, wrapped as CommonJS is. */
type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

type Listener = (event: object, ...args: unknown[]) => void;

/**
 * Runs the preload's source in its own world, with what a *sandboxed* preload gets from Electron: a `require`
 * that knows `electron` only, in it `contextBridge` and the part of `ipcRenderer` that is implemented here.
 * Self-contained: its source text is what runs.
 */
export function runPreload(
  { secret, binding, subframes }: Surroundings,
  preload: Preload,
  wireCodec: typeof makeWireCodec,
  contextBridge: typeof makeContextBridge,
): void {
  if (window.parent !== window && !subframes) return;
  const codec = wireCodec();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const listeners = new Map<string, Set<Listener>>();
  const own = globalThis as unknown as Record<string, unknown>;
  const post = own[binding] as (text: string) => void;
  let last = 0;

  const listenersOf = (channel: string): Set<Listener> => {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known);
    return known;
  };

  const world: PreloadWorld = {
    reply(id, error, value) {
      const caller = waiting.get(id);
      waiting.delete(id);
      if (error !== null) caller?.reject(new Error(error));
      else caller?.resolve(codec.decode(value));
    },
    push(channel, args) {
      for (const listener of [...(listeners.get(channel) ?? [])])
        listener({}, ...(codec.decode(args) as unknown[]));
    },
  };
  own[secret] = world;

  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key, receiver) {
        if (key in object || typeof key === 'symbol') return Reflect.get(object, key, receiver) as unknown;
        throw new Error(`electron stand-in: ${name}.${key} is not implemented`);
      },
    });

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const text = codec.encode(args);
        waiting.set(++last, { resolve, reject });
        post(JSON.stringify({ id: last, channel, args: text }));
      }),
    on: (channel: string, listener: Listener) => {
      listenersOf(channel).add(listener);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      listenersOf(channel).delete(listener);
      return ipcRenderer;
    },
  });

  const electron = strict('electron (renderer)', {
    contextBridge: contextBridge(secret, 'preload'),
    ipcRenderer,
  });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports);
}
