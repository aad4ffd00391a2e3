import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import { confineNavigation } from './navigation.ts';

/** Every preference that would weaken a window, with the value it must never have. */
const forbidden: Readonly<Partial<Record<keyof WebPreferences, boolean>>> = {
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  contextIsolation: false,
  sandbox: false,
  webSecurity: false,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  webviewTag: true,
};

/** @throws {Error} naming the first preference that would give a page more than the preload's calls */
export function assertSecure(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(forbidden)) {
    if (preferences[name as keyof WebPreferences] === value) {
      throw new Error(`insecure window: webPreferences.${name} must not be ${String(value)}`);
    }
  }
}

export interface WindowPlan extends Omit<BrowserWindowConstructorOptions, 'webPreferences'> {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Anything beyond the secure defaults; an insecure value throws. */
  readonly webPreferences?: WebPreferences;
  readonly openExternal: (address: string) => void;
}

/**
 * The one place where windows are made: sandboxed, isolated, confined to the app's own pages.
 * @throws {Error} on insecure preferences, before a window exists
 */
export function createWindow({
  preload,
  webPreferences,
  openExternal,
  ...options
}: WindowPlan): BrowserWindow {
  const preferences: WebPreferences = {
    nodeIntegration: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    spellcheck: false,
    ...webPreferences,
    preload,
  };
  assertSecure(preferences);
  const window = new BrowserWindow({ ...options, webPreferences: preferences });
  confineNavigation(window.webContents, openExternal);
  return window;
}
