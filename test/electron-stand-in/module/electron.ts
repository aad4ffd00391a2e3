// The stand-in for Electron's main-process module: what the app imports is what is named here. A name that is
// missing fails the import, a member that is missing throws with its name; nothing answers for what it cannot do.
import './control.ts';

export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { protocol, session } from './content.ts';
export { clipboard, globalShortcut } from './keys.ts';
export { dialog, Menu, nativeImage, Notification, screen, shell, Tray } from './desktop.ts';
export { ipcMain } from './ipc-main.ts';
export { safeStorage } from './safe-storage.ts';
