import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { launchChromium } from '#test/browser/chromium.ts';
import { connect } from '../link.ts';
import type { AppSide, Machine, RecordedCall, TestSide, WindowState } from '../sides.ts';
import { toApp } from './addresses.ts';
import { grantPermissions } from './grant-permissions.ts';
import { openAppPage, type AppPage } from './app-page.ts';
import { routeRequests, type BlockedRequest } from './route-requests.ts';
import { isPopUrl, type RunOptions, type RunningApp, type WindowName } from './running-app.ts';
import { until } from './until.ts';

const registration = new URL('../register.ts', import.meta.url).href;

const desktop = {
  locale: 'de-DE',
  packaged: true,
  firstInstance: true,
  keychain: 'gnome_libsecret',
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  takenShortcuts: [],
} as const satisfies Partial<Machine>;

interface Manifest {
  readonly main: string;
  readonly version: string;
}

function startProcess(main: string, machine: Machine, { args = [], env = {} }: RunOptions): ChildProcess {
  return spawn(process.execPath, ['--enable-source-maps', '--import', registration, main, ...args], {
    cwd: machine.appPath,
    env: { ...process.env, ...env, RUFBLATT_STAND_IN: JSON.stringify(machine) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
}

/**
 * Runs a built app in Node with the stand-in for Electron: its main process is a child process, its windows are
 * pages of a headless Chromium in this one.
 */
export async function runInStandIn(options: RunOptions): Promise<RunningApp> {
  const appPath = resolve(options.appDir);
  const manifest = JSON.parse(await readFile(join(appPath, 'package.json'), 'utf8')) as Manifest;
  const ownFolder =
    options.userData === undefined ? await mkdtemp(join(tmpdir(), 'rufblatt-desk-')) : undefined;
  const machine: Machine = {
    ...desktop,
    ...options.machine,
    appPath,
    version: manifest.version,
    userData: options.userData ?? join(ownFolder ?? '', 'rufblatt'),
  };

  const browser = await launchChromium();
  const context = await browser.newContext({ locale: machine.locale, viewport: null });
  const pages = new Map<number, AppPage>();
  const calls: RecordedCall[] = [];
  const blocked: BlockedRequest[] = [];
  let output = '';

  const pageOf = (id: number): AppPage => {
    const page = pages.get(id);
    if (page === undefined) throw new Error(`window ${String(id)} has no page`);
    return page;
  };
  const windowOf = (frame: Frame): readonly [number, AppPage] | undefined =>
    [...pages].find(([, { page }]) => page === frame.page());

  const child = startProcess(join(appPath, manifest.main), machine, options);
  const testSide: TestSide = {
    // The browser is up before the app's process starts.
    ready: () => undefined,
    async openPage(plan) {
      pages.set(plan.id, await openAppPage(context, app, plan));
    },
    load: async ({ id, url }) => {
      await grantPermissions(context, app, id, url);
      await pageOf(id).load(url);
    },
    resize: ({ id, width, height }) => pageOf(id).page.setViewportSize({ width, height }),
    push: ({ id, channel, args }) => pageOf(id).push(channel, args),
    async closePage({ id }) {
      const { page } = pageOf(id);
      pages.delete(id);
      await page.close();
    },
    record: (call) => void calls.push(call),
  };
  const { remote: app, close } = connect<AppSide>(
    {
      send: (message) => {
        // An app that ends while a message is under way is told of by `close`.
        if (child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => child.on('message', listener),
    },
    testSide,
  );
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  // Not `exit`, which may come before the last of what it wrote and recorded.
  const exited = new Promise<number | null>((done) => {
    child.on('close', (code) => {
      close(`the app has ended (${String(code)}): ${output.slice(-2000)}`);
      done(code);
    });
  });
  await routeRequests(context, app, windowOf, (request) => blocked.push(request));

  const stateOf = (name: WindowName): Promise<WindowState> =>
    until(`the ${name} window`, async () =>
      (await app.windows(undefined)).find(
        ({ url }) => url.startsWith('app:') && isPopUrl(url) === (name === 'pop'),
      ),
    );
  const strangers = async (inFrame: boolean): Promise<Page> => {
    const preload = join(appPath, 'out', 'preload', 'index.cjs');
    const url = inFrame
      ? toApp((await running.window('main')).url())
      : 'data:text/html,<title>stranger</title>';
    return pageOf(await app.openStranger({ url, preload, subframes: inFrame })).page;
  };

  const running: RunningApp = {
    kind: 'stand-in',
    window: async (name) => pageOf((await stateOf(name)).id).page,
    windowState: stateOf,
    recorded: () => Promise.resolve([...calls]),
    emit: (event) => app.emit(event),
    trayToolTip: () => app.trayToolTip(undefined),
    trayLabels: () => app.trayLabels(undefined),
    openStranger: ({ inFrame = false } = {}) => strangers(inFrame),
    blockedRequests: () => [...blocked],
    output: () => output,
    async quit() {
      // The process may be gone before it has answered.
      app.quit(undefined).catch(() => undefined);
      return exited;
    },
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
      await browser.close();
      if (ownFolder !== undefined) await rm(ownFolder, { recursive: true, force: true });
    },
  };
  return running;
}
