import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../../src/preload/bridge.ts';
import { buildFixture } from './fixture/build-fixture.ts';
import { findElectronBinary } from './harness/electron-binary.ts';
import { until } from './harness/until.ts';
import type { RunningApp } from './harness/running-app.ts';
import { runBuiltApp } from './run-built-app.ts';

declare global {
  interface Window {
    readonly rufblatt: Bridge;
  }
}

interface Facts {
  readonly key: Uint8Array;
  readonly strength: string;
  readonly dataDir: string;
  readonly profile: string;
}

const call = (page: Page, channel: string, args: unknown = null): Promise<unknown> =>
  page.evaluate(([name, value]) => window.rufblatt.calls[name]?.(value), [channel, args] as const);

const facts = async (page: Page): Promise<Facts> =>
  ((await call(page, 'try.facts')) as { value: Facts }).value;

/** The display, the language and the keychain are only known where they are imitated. */
const isImitated = findElectronBinary() === undefined;

const refusal = { ok: false, error: { code: 'ipc.untrusted-sender' } };

let fixture: Awaited<ReturnType<typeof buildFixture>>;
beforeAll(async () => {
  fixture = await buildFixture();
});
afterAll(() => fixture.remove());

describe('the built shell around the smallest host', () => {
  let app: RunningApp;
  let main: Page;
  let pop: Page;

  beforeAll(async () => {
    app = await runBuiltApp({ appDir: fixture.appDir });
    main = await app.window('main');
    pop = await app.window('pop');
    await main.getByRole('heading').waitFor();
    await until('the main window to show', async () => (await app.windowState('main')).visible || undefined);
  });
  afterAll(() => app.stop());

  /** Calls since `from`, as `api` with its first argument where it says something. */
  const callsSince = async (from: number): Promise<readonly string[]> =>
    (await app.recorded())
      .slice(from)
      .map(({ api, args }) => (args.length > 0 ? `${api} ${JSON.stringify(args[0])}` : api));
  const recordedNow = async (): Promise<number> => (await app.recorded()).length;

  it('opens both pages from app://, the pop hidden on its own route', async () => {
    expect((await app.windowState('main')).url).toMatch(/^app:\/\/rufblatt\/index\.html#\/$/);
    expect(await app.windowState('pop')).toMatchObject({
      url: 'app://rufblatt/index.html#/pop',
      visible: false,
      alwaysOnTop: true,
    });
    await expect(pop.locator('#route').textContent()).resolves.toBe('#/pop');
  });

  it('shows the app in its own font under its content security policy', async () => {
    await main.evaluate(() => document.fonts.ready);
    expect(
      await main.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length),
    ).toBeGreaterThan(0);
  });

  it('gives the page the named calls and nothing else', async () => {
    const seen = await main.evaluate(() => {
      const own = window as unknown as Record<string, unknown>;
      const { shell, calls, onEvent } = window.rufblatt;
      // A frame of the same browser that no preload ran in: what else is global here came with ours.
      const plain = document.createElement('iframe');
      document.body.append(plain);
      const plainNames = new Set(Object.getOwnPropertyNames(plain.contentWindow));
      const added = Object.getOwnPropertyNames(window).filter(
        (name) => !plainNames.has(name) && !/^\d+$/.test(name),
      );
      plain.remove();
      return {
        bridge: Object.keys(window.rufblatt).toSorted(),
        shell,
        calls: Object.keys(calls).toSorted(),
        onEvent: typeof onEvent,
        frozen: Object.isFrozen(window.rufblatt) && Object.isFrozen(calls),
        added,
        nodeGlobals: ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron'].filter(
          (name) => own[name] !== undefined,
        ),
        secure: isSecureContext,
      };
    });
    expect(seen).toMatchInlineSnapshot(`
      {
        "added": [
          "rufblatt",
        ],
        "bridge": [
          "calls",
          "onEvent",
          "shell",
        ],
        "calls": [
          "try.break",
          "try.echo",
          "try.emit",
          "try.facts",
          "try.shell",
        ],
        "frozen": true,
        "nodeGlobals": [],
        "onEvent": "function",
        "secure": true,
        "shell": "electron",
      }
    `);
  });

  it('carries values both ways as structured clone does', async () => {
    const survived = await main.evaluate(async () => {
      const sent = {
        at: new Date(5),
        map: new Map([['a', 1]]),
        none: undefined,
        bytes: new Uint8Array([1, 2]),
      };
      const reply = (await window.rufblatt.calls['try.echo']?.(sent)) as { value: typeof sent };
      const { at, map, bytes } = reply.value;
      return [at.getTime(), map.get('a'), 'none' in reply.value, [...bytes]];
    });
    expect(survived).toEqual([5, 1, true, [1, 2]]);
    await expect(main.evaluate(() => window.rufblatt.calls['try.echo']?.(() => 1))).rejects.toThrow(
      'could not be cloned',
    );
  });

  it('answers with an error when a handler breaks', async () => {
    expect(await call(main, 'try.break')).toMatchObject({ ok: false, error: { code: 'internal' } });
    await until('the log line', () => app.output().includes('broken inside') || undefined);
  });

  it('brings events to both windows until they unsubscribe', async () => {
    await call(main, 'try.emit', ['changed', { tables: ['party'] }]);
    await main.getByText('changed {"tables":["party"]}').waitFor();
    await pop.getByText('changed {"tables":["party"]}').waitFor();
    const heard = await main.evaluate(async () => {
      const names: string[] = [];
      const unsubscribe = window.rufblatt.onEvent((name) => names.push(name));
      await window.rufblatt.calls['try.emit']?.(['first', 1]);
      while (!document.body.textContent.includes('first 1')) await new Promise((next) => setTimeout(next, 5));
      unsubscribe();
      await window.rufblatt.calls['try.emit']?.(['second', 2]);
      while (!document.body.textContent.includes('second 2'))
        await new Promise((next) => setTimeout(next, 5));
      return names;
    });
    expect(heard).toEqual(['first']);
  });

  it('answers a stranger with an error: a foreign page, and a frame inside the app', async () => {
    const foreign = await app.openStranger();
    expect(await call(foreign, 'try.facts')).toMatchObject(refusal);
    const page = await app.openStranger({ inFrame: true });
    const inFrame = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as Window;
      while (inner.rufblatt === undefined) await new Promise((next) => setTimeout(next, 5));
      return inner.rufblatt.calls['try.facts']?.(null);
    });
    expect(inFrame).toMatchObject(refusal);
    expect(await call(page, 'try.facts')).toMatchObject({ ok: true });
  });

  it('runs no inline script, no eval, and fetches nothing foreign', async () => {
    const tried = await main.evaluate(async () => {
      const refused = new Set<string>();
      const allRefused = new Promise<void>((done) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          refused.add(`${effectiveDirective} ${blockedURI}`);
          if (refused.size === 4) done();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.pwned = 1';
      document.body.append(script);
      // A timer's text is evaluated by the page itself; here, eval would run with the debugger's rights.
      // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is what is shown
      setTimeout('window.pwned = 2');
      new Image().src = 'https://example.com/pixel.png';
      const fetched = await fetch('https://example.com/').then(
        () => 'fetched',
        () => 'refused',
      );
      await allRefused;
      return { pwned: 'pwned' in window, fetched, refused: [...refused].toSorted() };
    });
    expect(tried).toEqual({
      pwned: false,
      fetched: 'refused',
      refused: [
        'connect-src https://example.com/',
        'img-src https://example.com/pixel.png',
        'script-src eval',
        'script-src-elem inline',
      ],
    });
    expect(app.blockedRequests()).toEqual([]);
  });

  it('answers 404 for what lies outside of the renderer', async () => {
    const statuses = await main.evaluate(() =>
      Promise.all(
        [
          '/%2e%2e/main/index.js',
          '/..%2fmain%2findex.js',
          '/..%5cmain%5cindex.js',
          '/%00',
          '/nothing.js',
          '/index.html',
        ].map(async (path) => (await fetch(path)).status),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404, 404, 200]);
  });

  it('stays where it is when a page navigates, and opens no window', async () => {
    const before = await recordedNow();
    await main.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await main.evaluate(() => {
      for (const url of [
        'https://example.com/a',
        'mailto:a@b.example',
        'tel:+49301234',
        'file:///etc/passwd',
        'smb://host/share',
        'javascript:alert(1)',
        'http://example.com/',
      ]) {
        window.open(url);
      }
    });
    await until('the links to open', async () => ((await callsSince(before)).length >= 3 ? true : undefined));
    expect((await callsSince(before)).toSorted()).toEqual([
      'shell.openExternal "https://example.com/a"',
      'shell.openExternal "mailto:a@b.example"',
      'shell.openExternal "tel:+49301234"',
    ]);
    expect(main.url()).toContain('rufblatt');
    expect(await main.evaluate(() => location.pathname)).toBe('/index.html');
    await expect(call(main, 'try.echo', 1)).resolves.toMatchObject({ ok: true });
  });

  it('grants notifications and sound, nothing else', async () => {
    const states = await main.evaluate(async () => {
      const names = [
        'notifications',
        'microphone',
        'camera',
        'geolocation',
        'midi',
        'clipboard-read',
      ] as PermissionName[];
      return Promise.all(
        names.map(async (name) => `${name} ${(await navigator.permissions.query({ name })).state}`),
      );
    });
    expect(states).toEqual([
      'notifications granted',
      'microphone granted',
      'camera denied',
      'geolocation denied',
      'midi denied',
      'clipboard-read denied',
    ]);
  });

  it('shows the pop without taking the focus', async () => {
    await app.emit({ type: 'focus-window', id: (await app.windowState('main')).id });
    const before = await recordedNow();
    await call(main, 'try.shell', { act: 'showPop', args: [1] });
    await until('the pop', async () => (await app.windowState('pop')).visible || undefined);
    expect((await callsSince(before)).map((text) => text.split(' ')[0])).toEqual([
      'BrowserWindow.setBounds',
      'BrowserWindow.showInactive',
    ]);
    expect((await app.windowState('pop')).focused).toBe(false);
    expect((await app.windowState('main')).focused).toBe(true);
    await call(main, 'try.shell', { act: 'hidePop' });
    expect((await app.windowState('pop')).visible).toBe(false);
  });

  it.runIf(isImitated)('puts the pop into the corner of the work area', async () => {
    expect((await app.windowState('pop')).bounds).toEqual({ x: 1504, y: 724, width: 400, height: 300 });
  });

  it('flashes the taskbar entry only of a window that is not in front', async () => {
    const before = await recordedNow();
    await call(main, 'try.shell', { act: 'flash', args: [true] });
    expect(await callsSince(before)).toEqual(['BrowserWindow.flashFrame false']);
    await call(main, 'try.shell', { act: 'showPop', args: [1] });
    await app.emit({ type: 'focus-window', id: (await app.windowState('pop')).id });
    await call(main, 'try.shell', { act: 'flash', args: [true] });
    expect((await callsSince(before)).at(-1)).toBe('BrowserWindow.flashFrame true');
    await call(main, 'try.shell', { act: 'hidePop' });
  });

  it('replaces a notification of the same tag, and a click opens its route', async () => {
    const before = await recordedNow();
    const notify = (title: string) =>
      call(main, 'try.shell', { act: 'notify', args: [{ title, body: 'b', tag: 't', route: '/calls/7' }] });
    await notify('one');
    await notify('two');
    expect(await callsSince(before)).toEqual([
      'Notification.show {"title":"one","body":"b"}',
      'Notification.close {"title":"one","body":"b"}',
      'Notification.show {"title":"two","body":"b"}',
    ]);
    await app.emit({ type: 'notification-click', title: 'two' });
    await main.getByText('open {"route":"/calls/7"}').waitFor();
  });

  it('shows a phone link of a second start, ready to dial', async () => {
    await app.emit({ type: 'second-instance', argv: ['rufblatt', '--flag', 'tel:+49-221-4710612'] });
    await main.getByText('open {"route":"/dial/%2B49-221-4710612"}').waitFor();
    await app.emit({ type: 'open-url', url: 'callto:0221%204710' });
    await main.getByText('open {"route":"/dial/0221%204710"}').waitFor();
    expect(
      (await app.recorded())
        .filter(({ api }) => api === 'app.setAsDefaultProtocolClient')
        .map(({ args }) => args[0]),
    ).toEqual(['tel', 'callto']);
  });

  it('hides on close, comes back from the tray, and tells how the desk is doing there', async () => {
    const { id } = await app.windowState('main');
    await app.emit({ type: 'close-window', id });
    await until('the main window to hide', async () => !(await app.windowState('main')).visible || undefined);
    await app.emit({ type: 'tray-click' });
    await until('the main window to show', async () => (await app.windowState('main')).visible || undefined);
    const status = { pbx: { state: 'ready' }, centre: { state: 'offline', pending: 2 } };
    await call(main, 'try.emit', ['status', status]);
    await until('the tray', async () => ((await app.trayToolTip())?.includes('2 ') ? true : undefined));
  });

  it.runIf(isImitated)('has a tray menu in the language of the system', async () => {
    expect(await app.trayLabels()).toEqual([
      'Telefonanlage: bereit',
      'Zentrale: offline',
      '2 Änderungen warten',
      'Rufblatt öffnen',
      'Beenden',
    ]);
  });

  it('keeps the key in the keychain', async () => {
    expect((await facts(main)).key).toHaveLength(32);
  });

  it.runIf(isImitated)('knows that the keychain is a good one', async () => {
    expect((await facts(main)).strength).toBe('keychain');
  });

  it('quits from the tray: windows, then the host, then the process', async () => {
    const quit = (await app.trayLabels()).at(-1) ?? '';
    await app.emit({ type: 'tray-menu', label: quit }).catch(() => undefined);
    expect(await app.exited).toBe(0);
    expect(app.output()).toContain('host stopped');
  });
});

describe('starts that go another way', () => {
  const started = async (options: Omit<Parameters<typeof runBuiltApp>[0], 'appDir'>): Promise<RunningApp> =>
    runBuiltApp({ appDir: fixture.appDir, ...options });

  it('a second instance goes at once', async () => {
    const app = await started({ machine: { firstInstance: false } });
    try {
      expect(await app.exited).toBe(0);
      expect(app.output()).toBe('');
    } finally {
      await app.stop();
    }
  });

  it('a host that does not start is an error box and exit code 1', async () => {
    const app = await started({ args: ['--feature', 'fail-start=yes'], machine: { locale: 'en-GB' } });
    try {
      expect(await app.exited).toBe(1);
      expect(await app.recorded()).toContainEqual({
        api: 'dialog.showErrorBox',
        args: ['Rufblatt could not start', 'the host would not start'],
      });
    } finally {
      await app.stop();
    }
  });

  it('a flag it does not know is one line and exit code 2', async () => {
    const app = await started({ args: ['--nonsense'], machine: {} });
    try {
      expect(await app.exited).toBe(2);
      expect(app.output()).toMatch(/^rufblatt: .*--nonsense/);
    } finally {
      await app.stop();
    }
  });

  it('a key that the keychain cannot open any more stops the start with a name for it', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'rufblatt-lost-key-'));
    try {
      const first = await started({ userData, machine: {} });
      const before = await facts(await first.window('main'));
      await first.quit();
      await first.stop();

      const second = await started({ userData, machine: {} });
      expect((await facts(await second.window('main'))).key).toEqual(before.key);
      await second.quit();
      await second.stop();

      await rm(join(userData, 'stand-in-keychain'));
      const third = await started({ userData, machine: {} });
      expect(await third.exited).toBe(1);
      expect(third.output()).toContain('the keychain cannot open the stored key');
      await third.stop();
    } finally {
      await rm(userData, { recursive: true, force: true });
    }
  });

  it('a weak keychain is used and reported; a profile has a folder of its own; the link of a cold start waits', async () => {
    const app = await started({
      args: ['--profile', 'mehmet', 'tel:030123'],
      machine: { keychain: 'basic_text' },
    });
    try {
      const main = await app.window('main');
      await main.getByText('open {"route":"/dial/030123"}').waitFor();
      const { strength, dataDir, profile } = await facts(main);
      expect(strength).toBe('weak');
      expect(dataDir).toMatch(/rufblatt\/profiles\/mehmet$/);
      expect(profile).toBe('mehmet');
    } finally {
      await app.stop();
    }
  });
});
