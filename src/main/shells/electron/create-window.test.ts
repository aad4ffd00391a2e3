import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { assertSecure, createWindow } from './create-window.ts';

const made: BrowserWindowConstructorOptions[] = [];

vi.mock('electron', () => ({
  BrowserWindow: class {
    readonly webContents = { on: () => undefined, setWindowOpenHandler: () => undefined };
    constructor(options: BrowserWindowConstructorOptions) {
      made.push(options);
    }
  },
}));

beforeEach(() => void (made.length = 0));

const plan = (webPreferences?: WebPreferences) =>
  createWindow({
    preload: '/preload.cjs',
    openExternal: () => undefined,
    width: 5,
    ...(webPreferences === undefined ? {} : { webPreferences }),
  });

const insecure: readonly WebPreferences[] = [
  { nodeIntegration: true },
  { nodeIntegrationInWorker: true },
  { nodeIntegrationInSubFrames: true },
  { contextIsolation: false },
  { sandbox: false },
  { webSecurity: false },
  { allowRunningInsecureContent: true },
  { experimentalFeatures: true },
  { webviewTag: true },
];

describe('createWindow', () => {
  it('is sandboxed, isolated and without Node', () => {
    plan({ backgroundThrottling: false });
    expect(made).toEqual([
      {
        width: 5,
        webPreferences: {
          nodeIntegration: false,
          contextIsolation: true,
          sandbox: true,
          webSecurity: true,
          spellcheck: false,
          backgroundThrottling: false,
          preload: '/preload.cjs',
        },
      },
    ]);
  });

  it.each(insecure)('throws on %j before a window exists', (preferences) => {
    expect(() => plan(preferences)).toThrow(
      `webPreferences.${Object.keys(preferences)[0] ?? ''} must not be`,
    );
    expect(made).toEqual([]);
  });

  it('lets the harmless pass', () => {
    expect(() => assertSecure({ devTools: false, zoomFactor: 2 })).not.toThrow();
  });
});
