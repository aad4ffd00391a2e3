import type { Page } from 'playwright-core';
import type { AppEvent, Machine, RecordedCall, WindowState } from '../sides.ts';
import type { BlockedRequest } from './route-requests.ts';

export interface RunOptions {
  /** Folder with a package.json whose `main` is the built app, as `electron FOLDER` takes it. */
  readonly appDir: string;
  /** Arguments of the app's own. */
  readonly args?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Data folder; a fresh one that `stop` removes when left out. */
  readonly userData?: string;
  /** How the machine differs from a German Linux desktop with a keychain. Only the stand-in can imitate one. */
  readonly machine?: Partial<Omit<Machine, 'appPath' | 'userData' | 'version'>>;
}

export type WindowName = 'main' | 'pop';

/**
 * The built app, running: in the stand-in, or in Electron itself where its binary is there. Both give a test the
 * same windows, the same record of what reached the desktop, and the same events from outside.
 */
export interface RunningApp {
  readonly kind: 'stand-in' | 'electron';
  /** The window's page, once it has loaded the app. */
  window(name: WindowName): Promise<Page>;
  windowState(name: WindowName): Promise<WindowState>;
  /** Calls that left the process so far, in order: windows shown, notifications, links opened. */
  recorded(): Promise<readonly RecordedCall[]>;
  emit(event: AppEvent): Promise<void>;
  trayToolTip(): Promise<string | null>;
  trayLabels(): Promise<readonly string[]>;
  /**
   * A window with the app's preload whose page is not the app's: what a hijacked window could call.
   * @param inFrame the returned page is the app's own, with a subframe that has the preload too
   */
  openStranger(options?: { readonly inFrame?: boolean }): Promise<Page>;
  /** Requests that tried to leave the app; always empty in Electron, which has no such record. */
  blockedRequests(): readonly BlockedRequest[];
  /** What the process wrote to stdout and stderr so far. */
  output(): string;
  /** Asks the app to quit, as its menu does; resolves to the exit code. */
  quit(): Promise<number | null>;
  /** Resolves to the exit code when the app ends by itself; all of its output and records are there then. */
  readonly exited: Promise<number | null>;
  /** Ends it in any state, also a hanging one, and removes what the run made. */
  stop(): Promise<void>;
}

/** True for the address of the pop; every other page of the app is the main window's. */
export const isPopUrl = (url: string): boolean => /#\/pop(?:[/?]|$)/.test(url);
