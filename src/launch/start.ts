import { join } from 'node:path';
import { collectInOwnThread } from '#main/host/collect-in-own-thread.ts';
import { createStderrLog } from '#main/host/log.ts';
import { parseDeskOptions, USAGE } from '#main/options.ts';
import { profileDir } from '#main/profile-dir.ts';
import { runBrowserShell } from '#main/shells/browser/run-browser-shell.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { buildIfStale } from './build.ts';
import { findElectron, runElectron } from './electron.ts';
import { fail } from './fail.ts';
import { openBrowser } from './open-browser.ts';
import { ROOT } from './root.ts';
import { stopAsked, untilStopped } from './until-stopped.ts';

/** `npm start`: the desk, in Electron where it can be had, else in the browser. */
async function start(args: readonly string[]): Promise<void> {
  const options = parseDeskOptions(args, process.env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (options.help) {
    say(USAGE);
    return;
  }
  buildIfStale(say);
  const electron = options.shell === 'browser' ? undefined : findElectron();
  if (electron) {
    say('Rufblatt runs in Electron.');
    await runElectron(electron, args);
    return;
  }
  if (options.shell === 'electron') {
    throw new AppError(
      'options.bad',
      "Electron's binary is not there: run `npx install-electron`, or use --shell browser",
    );
  }
  collectInOwnThread();
  const desk = await runBrowserShell({
    options,
    dataDir: profileDir(options),
    rendererDir: join(ROOT, 'out', 'renderer'),
    log: createStderrLog(),
  });
  const asked = stopAsked();
  const why =
    options.shell === 'browser' ? '' : " (Electron's binary is not there: `npx install-electron` fetches it)";
  say(`Rufblatt runs in the browser${why}: ${desk.address}`);
  if (options.open) openBrowser(desk.address);
  process.send?.({ ready: true, address: desk.address });
  await untilStopped(asked, desk);
}

start(process.argv.slice(2)).catch(fail);
