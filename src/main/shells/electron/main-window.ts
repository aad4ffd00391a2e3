import type { BrowserWindow } from 'electron';
import { appUrl } from './app-origin.ts';
import { createWindow } from './create-window.ts';

export interface MainWindowPlan {
  readonly title: string;
  readonly preload: string;
  readonly icon: string;
  readonly openExternal: (address: string) => void;
  /** While this says no, closing the window hides it: the phone must go on ringing somewhere. */
  readonly isQuitting: () => boolean;
}

/** Creates the hidden main window; `showMainWindow` brings it up. */
export function createMainWindow(plan: MainWindowPlan): BrowserWindow {
  const window = createWindow({
    title: plan.title,
    icon: plan.icon,
    width: 1320,
    height: 860,
    minWidth: 940,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    preload: plan.preload,
    openExternal: plan.openExternal,
  });
  window.on('close', (event) => {
    if (plan.isQuitting()) return;
    event.preventDefault();
    window.hide();
  });
  window.on('focus', () => window.flashFrame(false));
  return window;
}

/** Loads the app and resolves once its page is there. */
export const loadMainWindow = (window: BrowserWindow): Promise<void> => window.loadURL(appUrl('/'));

/** Brings the main window to the front and gives it the focus: only ever because the user asked for it. */
export function showMainWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
