import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  clipboard,
  dialog,
  globalShortcut,
  protocol,
  safeStorage,
  session,
  shell as desktop,
} from 'electron';
import type { DeskStatus } from '#shared/ipc/status.ts';
import type { Service } from '#shared/kernel/service.ts';
import { serveOverElectron } from '#main/ipc/electron-transport.ts';
import type { IpcRouter } from '#main/ipc/router.ts';
import type { DeskOptions } from '#main/options.ts';
import type { KeyVault } from '../key-vault.ts';
import type { Shell } from '../shell.ts';
import { serveApp } from './app-protocol.ts';
import { createElectronShell } from './electron-shell.ts';
import { externalLink } from './external-links.ts';
import { openKeyVault } from './key-vault.ts';
import { createGlobalKeys } from './global-keys.ts';
import { createHandOver } from './hand-over.ts';
import { createMainWindow, loadMainWindow } from './main-window.ts';
import { createNotifications } from './notifications.ts';
import { restrictPermissions } from './permissions.ts';
import { createPopWindow, loadPopWindow } from './pop-window.ts';
import { shellTexts, statusLines } from './shell-texts.ts';
import { createTray } from './tray.ts';

const appName = 'Rufblatt';

/** What the shell gives the host it runs. */
export interface ElectronSurroundings {
  readonly shell: Shell;
  readonly keyVault: KeyVault;
  /** This profile's private folder; it exists. */
  readonly dataDir: string;
  readonly options: DeskOptions;
  /** BCP 47, as the operating system gives it. */
  readonly locale: string;
}

/** The Electron-free part of the desk, as the shell sees it. */
export interface ElectronHost extends Service {
  readonly ipc: IpcRouter;
}

export type CreateHost = (surroundings: ElectronSurroundings) => ElectronHost | Promise<ElectronHost>;

export interface DeskPlan {
  readonly createHost: CreateHost;
  readonly options: DeskOptions;
  readonly dataDir: string;
  readonly isQuitting: () => boolean;
}

export interface Desk extends Service {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Brings the main window to the front because the user asked for it, on that route if there is one. */
  open(route: string | undefined): void;
}

function openExternal(address: string): void {
  const link = externalLink(address);
  if (link !== undefined) void desktop.openExternal(link);
}

/**
 * Puts the parts together once the app is ready: windows (hidden, empty), the host between its key and its
 * transport, the tray. `start` starts the host before a page can call it, then loads both windows.
 */
export async function openDesk({ createHost, options, dataDir, isQuitting }: DeskPlan): Promise<Desk> {
  const locale = app.getLocale();
  const texts = shellTexts(locale);
  const files = app.getAppPath();
  restrictPermissions(session.defaultSession);
  serveApp(protocol, join(files, 'out', 'renderer'));

  const icons = join(files, 'resources');
  const preload = join(files, 'out', 'preload', 'index.cjs');
  const plan = { title: appName, preload, icon: join(icons, 'icon.png'), openExternal, isQuitting };
  const mainWindow = createMainWindow(plan);
  const popWindow = createPopWindow(plan);
  const notifications = createNotifications(({ route }) => open(route));
  const shell = createElectronShell({
    openAddress: openExternal,
    mainWindow,
    popWindow,
    notifications,
    globalKeys: createGlobalKeys({ globalShortcut, clipboard }),
    handOver: createHandOver({
      downloads: () => app.getPath('downloads'),
      ask: async (defaultPath) => {
        const { canceled, filePath } = await dialog.showSaveDialog(mainWindow, { defaultPath });
        return canceled || filePath === '' ? undefined : filePath;
      },
      open: (path) => desktop.openPath(path),
    }),
  });

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const keyVault = await openKeyVault(safeStorage, join(dataDir, 'replica.key'));
  const host = await createHost({ shell, keyVault, dataDir, options, locale });
  const transport = serveOverElectron(host.ipc);
  transport.addReceiver(mainWindow.webContents);
  transport.addReceiver(popWindow.webContents);

  const open = (route: string | undefined): void => {
    shell.showMain();
    if (route !== undefined) host.ipc.emit('open', { route });
  };
  const tray = createTray({
    name: appName,
    icon: join(icons, 'tray.png'),
    texts,
    open: () => open(undefined),
    quit: () => app.quit(),
  });
  host.ipc.onEvent((event, payload) => {
    if (event === 'status') tray.setState(statusLines(payload as DeskStatus, texts));
  });

  return {
    open,
    async start() {
      await host.start();
      await Promise.all([loadMainWindow(mainWindow), loadPopWindow(popWindow)]);
      shell.showMain();
    },
    async stop() {
      notifications.closeAll();
      tray.destroy();
      transport.close();
      await host.stop();
    },
  };
}
