import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
/// <reference types="electron" />
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { AppEvent, RecordedCall, WindowState } from '../sides.ts';
import { isPopUrl, type RunOptions, type RunningApp, type WindowName } from './running-app.ts';
import { until } from './until.ts';

const recorder = fileURLToPath(new URL('./electron-recorder.cjs', import.meta.url));

declare global {
  var rufblattRecorder: Recorder;
}

/** What electron-recorder.cjs keeps in Electron's main process. */
interface Recorder {
  readonly calls: RecordedCall[];
  readonly notifications: { readonly title: string; emit(event: string): void }[];
  readonly tray: { emit(event: string): void } | undefined;
  readonly menu: { readonly items: { readonly label: string; click(): void }[] } | undefined;
  readonly toolTip: string | null;
  readonly shortcuts: ReadonlyMap<string, () => void>;
}

/** Runs in Electron's main process, so it can use nothing from here. */
async function happen(electron: typeof Electron.CrossProcessExports, event: AppEvent): Promise<void> {
  const { app, BrowserWindow, clipboard } = electron;
  const { tray, menu, notifications, shortcuts } = globalThis.rufblattRecorder;
  const details = { preventDefault: () => undefined };
  switch (event.type) {
    case 'second-instance':
      app.emit('second-instance', details, [...event.argv], process.cwd(), null);
      return;
    case 'open-url':
      app.emit('open-url', details, event.url);
      return;
    case 'activate':
      app.emit('activate', details, true);
      return;
    case 'tray-click':
      tray?.emit('click');
      return;
    case 'tray-menu':
      menu?.items.find(({ label }) => label === event.label)?.click();
      return;
    case 'notification-click':
      notifications.findLast(({ title }) => title === event.title)?.emit('click');
      return;
    case 'close-window':
      BrowserWindow.fromId(event.id)?.close();
      return;
    case 'focus-window':
      BrowserWindow.fromId(event.id)?.focus();
      return;
    case 'shortcut':
      shortcuts.get(event.accelerator)?.();
      return;
    case 'copy':
      await clipboard.writeText(event.text);
  }
}

const states = (electron: ElectronApplication): Promise<WindowState[]> =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      id: window.id,
      url: window.webContents.getURL(),
      visible: window.isVisible(),
      focused: window.isFocused(),
      alwaysOnTop: window.isAlwaysOnTop(),
      bounds: window.getBounds(),
    })),
  );

/** Runs the built app in Electron itself. */
export async function runInElectron(binary: string, options: RunOptions): Promise<RunningApp> {
  if (options.machine !== undefined) throw new Error('only the stand-in can imitate another machine');
  const appPath = resolve(options.appDir);
  const ownFolder =
    options.userData === undefined ? await mkdtemp(join(tmpdir(), 'rufblatt-desk-')) : undefined;
  const userData = options.userData ?? join(ownFolder ?? '', 'rufblatt');
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const electron = await _electron.launch({
    executablePath: binary,
    args: ['--require', recorder, `--user-data-dir=${userData}`, appPath, ...(options.args ?? [])],
    env: { ...Object.fromEntries(inherited), ...options.env },
  });
  let output = '';
  const child = electron.process();
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Not `exit`, which may come before the last of what it wrote.
  const exited = new Promise<number | null>((done) => child.on('close', (code) => done(code)));

  const isNamed = (url: string, name: WindowName): boolean =>
    url.startsWith('app:') && isPopUrl(url) === (name === 'pop');
  const stranger = async (inFrame: boolean): Promise<Page> => {
    const url = inFrame ? (await running.window('main')).url() : 'data:text/html,<title>stranger</title>';
    const opened = electron.waitForEvent('window');
    await electron.evaluate(
      ({ BrowserWindow }, plan) => {
        const webPreferences = {
          preload: plan.preload,
          nodeIntegrationInSubFrames: plan.inFrame,
          sandbox: true,
        };
        void new BrowserWindow({ show: false, webPreferences }).loadURL(plan.url);
      },
      { url, inFrame, preload: join(appPath, 'out', 'preload', 'index.cjs') },
    );
    const page = await opened;
    await page.waitForLoadState();
    return page;
  };

  const running: RunningApp = {
    kind: 'electron',
    window: (name) =>
      until(`the ${name} window`, () => electron.windows().find((page) => isNamed(page.url(), name))),
    windowState: (name) =>
      until(`the ${name} window`, async () => (await states(electron)).find(({ url }) => isNamed(url, name))),
    recorded: () => electron.evaluate(() => globalThis.rufblattRecorder.calls),
    emit: (event) => electron.evaluate(happen, event),
    trayToolTip: () => electron.evaluate(() => globalThis.rufblattRecorder.toolTip),
    trayLabels: () =>
      electron.evaluate(() =>
        (globalThis.rufblattRecorder.menu?.items ?? [])
          .map(({ label }) => label)
          .filter((label) => label !== ''),
      ),
    openStranger: ({ inFrame = false } = {}) => stranger(inFrame),
    blockedRequests: () => [],
    output: () => output,
    async quit() {
      electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
      return exited;
    },
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
      if (ownFolder !== undefined) await rm(ownFolder, { recursive: true, force: true });
    },
  };
  return running;
}
