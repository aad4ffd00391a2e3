import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { messageOf } from '#shared/kernel/app-error.ts';
import { parseDeskOptions, USAGE, type DeskOptions } from '#main/options.ts';
import { dialRoute } from '../dial-route.ts';
import { appSchemePrivileges } from './app-protocol.ts';
import { ownArguments, phoneLinkIn } from './command-line.ts';
import { openDesk, type CreateHost, type Desk } from './open-desk.ts';
import { claimPhoneLinks, phoneLinkQueue } from './phone-links.ts';
import { quitInOrder } from './quit-order.ts';
import { shellTexts } from './shell-texts.ts';

/** ms */
const quitPatience = 10_000;

function reportError(error: unknown): void {
  process.stderr.write(`rufblatt: ${messageOf(error)}\n`);
}

/** undefined: there is nothing to run, and the process is on its way out. */
function readOptions(): DeskOptions | undefined {
  try {
    const options = parseDeskOptions(
      ownArguments(process.argv, app.isPackaged, app.getAppPath()),
      process.env,
    );
    if (!options.help) return options;
    process.stdout.write(USAGE);
    app.exit(0);
  } catch (error) {
    reportError(error);
    app.exit(2);
  }
  return undefined;
}

/**
 * Runs the desk in Electron: one process a profile, windows around the host that `createHost` makes. Returns at
 * once; Electron's events carry it from there. A second start hands its phone link over and goes.
 */
export function runElectronShell(createHost: CreateHost): void {
  app.enableSandbox();
  const options = readOptions();
  if (options === undefined) return;
  const dataDir = join(options.dataDir ?? app.getPath('userData'), 'profiles', options.profile);
  // The lock on a single instance hangs on this folder: one process a profile.
  app.setPath('userData', dataDir);
  app.setPath('sessionData', join(dataDir, 'chromium'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.setAppUserModelId('de.rufblatt.desk');
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  claimPhoneLinks(app);

  const links = phoneLinkQueue(phoneLinkIn(process.argv));
  app.on('second-instance', (_event, otherArgv) => links.receive(phoneLinkIn(otherArgv)));
  // macOS hands links over here, possibly before `ready`.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.receive(url);
  });
  // The tray keeps the app: windows hide, and quitting is a choice of its own.
  app.on('window-all-closed', () => undefined);

  let desk: Desk | undefined;
  const isQuitting = quitInOrder(app, {
    stop: async () => desk?.stop(),
    onError: reportError,
    patience: quitPatience,
  });

  const start = async (): Promise<void> => {
    const opened = await openDesk({ createHost, options, dataDir, isQuitting });
    desk = opened;
    await opened.start();
    app.on('activate', () => opened.open(undefined));
    links.deliverTo((number) => opened.open(number === undefined ? undefined : dialRoute(number)));
  };

  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      reportError(error);
      dialog.showErrorBox(shellTexts(app.getLocale()).startFailed, messageOf(error));
      app.exit(1);
    });
}
