/** Where a page's message came from, as its browser process knows it. */
export interface FrameSource {
  readonly url: string;
  /** null: the top frame. */
  readonly parentUrl: string | null;
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly id: number;
  readonly url: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly alwaysOnTop: boolean;
  readonly bounds: Bounds;
}

/** A call the app made that leaves the process: what a person would have seen or heard. */
export interface RecordedCall {
  /** As documented: `BrowserWindow.showInactive`, `shell.openExternal`, `Notification.show`. */
  readonly api: string;
  /** Id of the window it was called on. */
  readonly window?: number;
  readonly args: readonly unknown[];
}

/** What the test's process does for the app's process: it holds the browser. */
export interface TestSide {
  ready(): void;
  openPage(plan: {
    readonly id: number;
    readonly preload: string | null;
    readonly subframes: boolean;
    readonly width: number;
    readonly height: number;
  }): Promise<void>;
  load(target: { readonly id: number; readonly url: string }): Promise<void>;
  resize(target: { readonly id: number; readonly width: number; readonly height: number }): Promise<void>;
  push(message: {
    readonly id: number;
    readonly channel: string;
    readonly args: readonly unknown[];
  }): Promise<void>;
  closePage(target: { readonly id: number }): Promise<void>;
  record(call: RecordedCall): void;
}

export interface ServedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Something from outside that happens to the running app. */
export type AppEvent =
  | { readonly type: 'second-instance'; readonly argv: readonly string[] }
  | { readonly type: 'open-url'; readonly url: string }
  | { readonly type: 'activate' }
  | { readonly type: 'tray-click' }
  | { readonly type: 'tray-menu'; readonly label: string }
  | { readonly type: 'notification-click'; readonly title: string }
  | { readonly type: 'close-window'; readonly id: number }
  | { readonly type: 'focus-window'; readonly id: number }
  /** The keys are pressed in whatever program has the focus. */
  | { readonly type: 'shortcut'; readonly accelerator: string }
  /** Somebody copies a text. */
  | { readonly type: 'copy'; readonly text: string };

/** What the app's process answers: the page's side of Electron, and the test's. */
export interface AppSide {
  /** null: no handler for this scheme, the request fails. */
  serve(request: { readonly url: string; readonly method: string }): Promise<ServedResponse | null>;
  invoke(message: {
    readonly id: number;
    readonly frame: FrameSource;
    readonly channel: string;
    readonly args: readonly unknown[];
  }): Promise<unknown>;
  /** Resolves to whether the app lets it happen. */
  mayNavigate(navigation: {
    readonly id: number;
    readonly url: string;
    readonly isMainFrame: boolean;
  }): boolean;
  mayOpenWindow(request: { readonly id: number; readonly url: string }): boolean;
  mayUse(check: {
    readonly id: number;
    readonly permission: string;
    readonly origin: string;
    readonly mediaType?: string;
  }): boolean;
  navigated(to: { readonly id: number; readonly url: string; readonly finished: boolean }): void;
  emit(event: AppEvent): void;
  windows(): readonly WindowState[];
  trayToolTip(): string | null;
  trayLabels(): readonly string[];
  /** A window of the app's session with the app's preload on a page that is not the app's. */
  openStranger(plan: {
    readonly url: string;
    readonly preload: string;
    readonly subframes: boolean;
  }): Promise<number>;
  quit(): void;
}

/** How the imitated machine is; handed to the app's process as JSON in `RUFBLATT_STAND_IN`. */
export interface Machine {
  readonly appPath: string;
  readonly userData: string;
  readonly version: string;
  readonly locale: string;
  readonly packaged: boolean;
  readonly firstInstance: boolean;
  /** As `safeStorage.getSelectedStorageBackend` names it; `none`: no encryption to be had. */
  readonly keychain: 'gnome_libsecret' | 'basic_text' | 'none';
  readonly workArea: Bounds;
  /** Global shortcuts that another program has. */
  readonly takenShortcuts: readonly string[];
}
