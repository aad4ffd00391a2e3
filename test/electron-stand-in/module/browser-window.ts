import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type {
  BrowserWindow as ElectronBrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebPreferences,
} from 'electron';
import type { WindowState } from '../sides.ts';
import { app, isSandboxEnforced } from './app.ts';
import { record, testSide } from './machine.ts';
import { preventableEvent, strict } from './strict.ts';
import { WebContents } from './web-contents.ts';
import { focusedId, moveFocus, nextWindowId, openWindows, register, unregister } from './windows.ts';

type Implemented = Pick<
  ElectronBrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isAlwaysOnTop'
  | 'isDestroyed'
  | 'minimize'
  | 'restore'
  | 'setBounds'
  | 'getBounds'
  | 'flashFrame'
  | 'setVisibleOnAllWorkspaces'
  | 'close'
  | 'destroy'
>;

/** The stand-in runs the preload in an isolated world without Node; it cannot imitate less. */
function refuseInsecure(preferences: WebPreferences): void {
  const { nodeIntegration, contextIsolation, sandbox, webSecurity, webviewTag } = preferences;
  const sandboxOff = sandbox === false && !isSandboxEnforced();
  if (nodeIntegration || contextIsolation === false || sandboxOff || webSecurity === false || webviewTag) {
    throw new Error('electron stand-in: BrowserWindow with insecure webPreferences is not implemented');
  }
}

export class BrowserWindow extends EventEmitter implements Implemented {
  readonly id: number;
  readonly webContents: WebContents;
  private bounds: Rectangle;
  private visible = false;
  private minimized = false;
  private destroyed = false;
  private readonly onTop: boolean;
  private readonly opened: Promise<void>;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = options.webPreferences ?? {};
    refuseInsecure(preferences);
    this.id = nextWindowId();
    this.webContents = new WebContents(this.id);
    const { width = 800, height = 600, x = 0, y = 0 } = options;
    this.bounds = { x, y, width, height };
    this.onTop = options.alwaysOnTop === true;
    this.opened = testSide.openPage({
      id: this.id,
      preload: preferences.preload === undefined ? null : readFileSync(preferences.preload, 'utf8'),
      subframes: preferences.nodeIntegrationInSubFrames === true,
      width,
      height,
    });
    const self = strict('BrowserWindow', this);
    register(self);
    app.emit('web-contents-created', preventableEvent(), this.webContents);
    if (options.show !== false) self.show();
    return self;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows()];
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    await testSide.load({ id: this.id, url });
    this.emit('ready-to-show');
  }

  show(): void {
    this.recordCall('show');
    this.visible = true;
    this.minimized = false;
    this.emit('show');
    moveFocus(this.id);
  }

  showInactive(): void {
    this.recordCall('showInactive');
    this.visible = true;
    this.emit('show');
  }

  hide(): void {
    this.recordCall('hide');
    this.visible = false;
    if (this.isFocused()) moveFocus(undefined);
    this.emit('hide');
  }

  focus(): void {
    this.recordCall('focus');
    if (this.visible) moveFocus(this.id);
  }

  minimize(): void {
    this.minimized = true;
    if (this.isFocused()) moveFocus(undefined);
  }

  restore(): void {
    this.minimized = false;
  }

  isVisible(): boolean {
    return this.visible;
  }

  isFocused(): boolean {
    return focusedId() === this.id;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isAlwaysOnTop(): boolean {
    return this.onTop;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.recordCall('setBounds', this.bounds);
    const { width, height } = this.bounds;
    void this.opened.then(() => testSide.resize({ id: this.id, width, height })).catch(() => undefined);
  }

  flashFrame(on: boolean): void {
    this.recordCall('flashFrame', on);
  }

  setVisibleOnAllWorkspaces(visible: boolean): void {
    this.recordCall('setVisibleOnAllWorkspaces', visible);
  }

  close(): void {
    const event = preventableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.destroyed = true;
    unregister(this.id);
    this.webContents.emit('destroyed');
    this.emit('closed');
    void testSide.closePage({ id: this.id }).catch(() => undefined);
    if (openWindows().length > 0) return;
    // Electron quits by itself when nobody listens.
    if (app.listenerCount('window-all-closed') === 0) app.quit();
    else app.emit('window-all-closed');
  }

  /** What a test may ask of it. */
  state(): WindowState {
    const { id, visible, bounds, onTop } = this;
    return { id, url: this.webContents.url, visible, focused: this.isFocused(), alwaysOnTop: onTop, bounds };
  }

  private recordCall(method: string, ...args: unknown[]): void {
    if (this.destroyed) throw new Error('Object has been destroyed');
    record({ api: `BrowserWindow.${method}`, window: this.id, args });
  }
}
