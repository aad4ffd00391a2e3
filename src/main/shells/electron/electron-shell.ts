import { screen, type BrowserWindow } from 'electron';
import type { GlobalKeys, Shell } from '../shell.ts';
import { showMainWindow } from './main-window.ts';
import type { Notifications } from './notifications.ts';
import { showPopWindow } from './pop-window.ts';

export interface ShellParts {
  readonly mainWindow: BrowserWindow;
  readonly popWindow: BrowserWindow;
  readonly notifications: Notifications;
  readonly globalKeys: GlobalKeys;
  readonly openAddress: (address: string) => void;
  readonly handOver: NonNullable<Shell['handOver']>;
}

function onLiving(window: BrowserWindow, act: (window: BrowserWindow) => void): void {
  if (!window.isDestroyed()) act(window);
}

/** The host's view of Electron. After its windows are gone every call is a no-op: the host outlives them. */
export function createElectronShell({
  mainWindow,
  popWindow,
  notifications,
  globalKeys,
  openAddress,
  handOver,
}: ShellParts): Shell {
  return {
    kind: 'electron',
    globalKeys,
    openAddress,
    handOver,
    notify: (notification) => notifications.show(notification),
    showPop: (calls) => onLiving(popWindow, (window) => showPopWindow(window, screen, calls)),
    hidePop: () => onLiving(popWindow, (window) => window.hide()),
    showMain: () => onLiving(mainWindow, showMainWindow),
    flash: (on) => onLiving(mainWindow, (window) => window.flashFrame(on && !window.isFocused())),
  };
}
