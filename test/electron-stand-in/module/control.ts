import type { IpcMainInvokeEvent } from 'electron';
import type { AppEvent, AppSide, FrameSource } from '../sides.ts';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { permissionHandlers, schemeHandler } from './content.ts';
import { currentTray, shownNotification } from './desktop.ts';
import { handlerOf } from './ipc-main.ts';
import { clipboard, shortcutAct } from './keys.ts';
import { appSide } from './machine.ts';
import { preventableEvent, strict } from './strict.ts';
import { moveFocus, openWindows, windowById } from './windows.ts';

const frameOf = ({ url, parentUrl }: FrameSource): object =>
  strict('WebFrameMain', {
    url,
    parent: parentUrl === null ? null : frameOf({ url: parentUrl, parentUrl: null }),
  });

function emit(event: AppEvent): void {
  switch (event.type) {
    case 'second-instance':
      app.emit('second-instance', preventableEvent(), [...event.argv], process.cwd(), null);
      return;
    case 'open-url':
      app.emit('open-url', preventableEvent(), event.url);
      return;
    case 'activate':
      app.emit(
        'activate',
        preventableEvent(),
        openWindows().some((window) => window.isVisible()),
      );
      return;
    case 'tray-click':
      present('tray', currentTray()).emit('click', preventableEvent());
      return;
    case 'tray-menu': {
      const items = present('tray menu', currentTray()?.menu).template;
      const item = present(
        `tray menu item "${event.label}"`,
        items.find(({ label }) => label === event.label),
      );
      (present('its click', item.click) as () => void)();
      return;
    }
    case 'notification-click':
      present(`notification "${event.title}"`, shownNotification(event.title)).emit(
        'click',
        preventableEvent(),
      );
      return;
    case 'close-window':
      windowById(event.id).close();
      return;
    case 'focus-window':
      moveFocus(windowById(event.id).id);
      return;
    case 'shortcut':
      present(`shortcut ${event.accelerator}`, shortcutAct(event.accelerator))();
      return;
    case 'copy':
      void clipboard.writeText(event.text);
  }
}

function present<T>(what: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

const side: AppSide = {
  async serve({ url, method }) {
    const handler = schemeHandler(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return null;
    const response = await handler(new Request(url, { method }));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  },
  async invoke({ id, frame, channel, args }) {
    const event = strict('IpcMainInvokeEvent', {
      sender: windowById(id).webContents,
      senderFrame: frameOf(frame),
    });
    return handlerOf(channel)(event as unknown as IpcMainInvokeEvent, ...args) as unknown;
  },
  mayNavigate({ id, url, isMainFrame }) {
    const event = Object.assign(preventableEvent(), { url, isMainFrame });
    const { webContents } = windowById(id);
    const details = strict('navigation event', event);
    webContents.emit('will-frame-navigate', details);
    if (isMainFrame) webContents.emit('will-navigate', details, url);
    return !event.defaultPrevented;
  },
  mayOpenWindow({ id, url }) {
    const handler = windowById(id).webContents.openHandler;
    // Without a handler Electron opens the window.
    if (handler === undefined) return true;
    const details = strict('HandlerDetails', {
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
    });
    return handler(details as unknown as Parameters<typeof handler>[0]).action === 'allow';
  },
  mayUse({ permission, origin, mediaType }) {
    const { check } = permissionHandlers();
    const details = {
      isMainFrame: true,
      requestingUrl: `${origin}/`,
      ...(mediaType === undefined ? {} : { mediaType }),
    };
    type Check = (contents: null, permission: string, origin: string, details: object) => boolean;
    return check === null || (check as unknown as Check)(null, permission, origin, details);
  },
  navigated({ id, url, finished }) {
    const { webContents } = windowById(id);
    webContents.url = url;
    if (finished) webContents.emit('did-finish-load');
  },
  emit,
  windows: () => openWindows().map((window) => window.state()),
  trayToolTip: () => currentTray()?.toolTip ?? null,
  trayLabels: () =>
    (currentTray()?.menu?.template ?? []).flatMap(({ label }) => (label === undefined ? [] : [label])),
  async openStranger({ url, preload, subframes }) {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload, nodeIntegrationInSubFrames: subframes },
    });
    await window.loadURL(url);
    return window.id;
  },
  quit: () => app.quit(),
};

Object.assign(appSide, side);
