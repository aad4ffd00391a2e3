import { EventEmitter } from 'node:events';
import type {
  Dialog,
  Menu as ElectronMenu,
  MenuItemConstructorOptions,
  NativeImage,
  Notification as ElectronNotification,
  NotificationConstructorOptions,
  Screen,
  Shell,
  Tray as ElectronTray,
} from 'electron';
import { machine, record } from './machine.ts';
import { strict } from './strict.ts';

// What the app asks of the desktop: recorded, and where a person could act on it, kept for the test to act.

const shellMethods = {
  openExternal(url) {
    record({ api: 'shell.openExternal', args: [url] });
    return Promise.resolve();
  },
} satisfies Partial<Shell>;
export const shell = strict('shell', shellMethods);

const dialogMethods = {
  showErrorBox(title, content) {
    record({ api: 'dialog.showErrorBox', args: [title, content] });
  },
} satisfies Partial<Dialog>;
export const dialog = strict('dialog', dialogMethods);

const center = { x: machine.workArea.x + 1, y: machine.workArea.y + 1 };
const screenMethods = {
  getCursorScreenPoint: () => center,
  // Electron's Display has thirty properties; the shell reads the work area.
  getDisplayNearestPoint: () =>
    strict('Display', { workArea: machine.workArea }) as unknown as ReturnType<
      Screen['getDisplayNearestPoint']
    >,
} satisfies Partial<Screen>;
export const screen = strict('screen', screenMethods);

interface Image extends Pick<NativeImage, 'isEmpty'> {
  readonly path: string;
}
export const nativeImage = strict('nativeImage', {
  createFromPath: (path: string): Image => strict('NativeImage', { path, isEmpty: () => false }),
});

const shown = new Set<Notification>();

export class Notification
  extends EventEmitter
  implements Pick<ElectronNotification, 'title' | 'body' | 'show' | 'close'>
{
  readonly title: string;
  readonly body: string;

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
    return strict('Notification', this);
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    shown.add(this);
    record({ api: 'Notification.show', args: [{ title: this.title, body: this.body }] });
    this.emit('show');
  }

  close(): void {
    if (!shown.delete(this)) return;
    record({ api: 'Notification.close', args: [{ title: this.title, body: this.body }] });
    this.emit('close');
  }
}

export const shownNotification = (title: string): Notification | undefined =>
  [...shown].find((notification) => notification.title === title);

export class Menu {
  readonly template: readonly MenuItemConstructorOptions[];

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return strict('Menu', new Menu(template));
  }

  static setApplicationMenu(menu: ElectronMenu | null): void {
    record({ api: 'Menu.setApplicationMenu', args: [menu === null ? null : 'menu'] });
  }
}

let tray: Tray | undefined;
/** The app's icon in the notification area, while there is one. */
export const currentTray = (): Tray | undefined => tray;

export class Tray extends EventEmitter implements Pick<ElectronTray, 'setToolTip' | 'destroy'> {
  toolTip = '';
  menu: Menu | undefined = undefined;

  constructor(_image: Image | string) {
    super();
    const self = strict('Tray', this);
    tray = self;
    return self;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }

  destroy(): void {
    tray = undefined;
  }
}
