import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CALLERS, HOUSE_NUMBER } from '#demo/data/callers.ts';
import { staffOf } from '#demo/data/staff.ts';
import { composeDemo } from '#demo/compose.ts';
import type { Demo } from '#demo/compose.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { IpcReply } from '#shared/ipc/contract.ts';
import type { RecordedCall } from '#test/electron-stand-in/sides.ts';
import { findElectronBinary } from '#test/electron-stand-in/harness/electron-binary.ts';
import type { RunningApp } from '#test/electron-stand-in/harness/running-app.ts';
import { runBuiltApp } from '#test/electron-stand-in/run-built-app.ts';
import { ROOT } from '../../src/launch/root.ts';
import { eventually } from './eventually.ts';
import { newId } from './new-id.ts';
import { button, panel, popOf, statusBar, strip, title } from './screen.ts';

const PATIENCE = 60_000;
/** Only an imitated machine is known to have a keychain. */
const isImitated = findElectronBinary() === undefined;
const ERIKA = 'Erika Brandt';

/** Asks the host over the bridge of a window, as its page does. */
async function ask<T = unknown>(page: Page, channel: string, args: unknown = {}): Promise<T> {
  const reply = (await page.evaluate(([name, value]) => window.rufblatt.calls[name]?.(value), [
    channel,
    args,
  ] as const)) as IpcReply;
  if (!reply.ok) throw new Error(`${channel}: ${reply.error.code} ${reply.error.message}`);
  return reply.value as T;
}

describe('the built Electron app', () => {
  let demo: Demo;
  let app: RunningApp;
  let main: Page;
  let pop: Page;

  beforeAll(async () => {
    demo = await composeDemo({
      desks: [],
      ports: [],
      parties: 20,
      deskArgs: [],
      startScript: join(ROOT, 'src', 'launch', 'start.ts'),
      say: () => {},
    });
    app = await runBuiltApp({ appDir: ROOT, args: [...(await demo.flagsOf('nadine'))] });
    main = await app.window('main');
    pop = await app.window('pop');
    for (const page of [main, pop]) page.setDefaultTimeout(PATIENCE);
    await title(main, 'Heute').waitFor();
    await statusBar(main).getByText('Telefon bereit').waitFor();
    await statusBar(main)
      .getByText(/^Stand .* · online$/)
      .waitFor();
  });

  afterEach(async () => {
    for (const phone of demo.pbx.phones) {
      if (phone.shown.state === 'ringing') phone.press('answer');
      await eventually(() => phone.shown.state).not.toBe('ringing');
      if (phone.shown.state !== 'idle') phone.press('hang-up');
      await eventually(() => phone.shown.state).toBe('idle');
    }
    if (main.isClosed()) return;
    const live = (): Promise<readonly LiveCall[]> => ask(main, 'calls.live');
    await eventually(async () => (await live()).every(({ phase }) => phase === 'ended')).toBe(true);
    for (const { id } of await live()) await ask(main, 'calls.dismiss', { id });
    for (const { id } of await ask<readonly WrapUp[]>(main, 'wrap-up.open'))
      await ask(main, 'wrap-up.finish', { id });
    await main.evaluate(() => void (window.location.hash = '#/'));
  });

  afterAll(async () => {
    await app?.stop();
    await demo?.stop();
  });

  const phoneOf = (login: 'nadine' | 'mehmet' | 'birgit') => {
    const { extension } = staffOf(login);
    const found = demo.pbx.phones.find((phone) => phone.extension === extension);
    if (!found) throw new Error(`${login} has no phone`);
    return found;
  };
  const ring = (...logins: readonly ('nadine' | 'mehmet' | 'birgit')[]): void =>
    void demo.pbx.incoming({
      caller: CALLERS.erikaBrandt,
      dialled: `${HOUSE_NUMBER}21`,
      phones: logins.map(phoneOf),
    });
  const isVisible = async (name: 'main' | 'pop'): Promise<boolean> => (await app.windowState(name)).visible;
  const recordedNow = async (): Promise<number> => (await app.recorded()).length;
  const recordedSince = async (from: number): Promise<readonly RecordedCall[]> =>
    (await app.recorded()).slice(from);

  it('shows the first screen, asks nobody outside, tells in the tray how it is doing', async () => {
    expect(await isVisible('main')).toBe(true);
    expect(await isVisible('pop')).toBe(false);
    await panel(main, 'Offene Tickets des Teams').waitFor();
    expect(app.blockedRequests()).toEqual([]);
    // In the language of the system.
    expect(await app.trayToolTip()).toMatch(/^Rufblatt\n(Telefonanlage: bereit|Phone system: ready)\n/);
    demo.pbx.dropSessions();
    await eventually(() => app.trayToolTip()).not.toMatch(/: (bereit|ready)\n/);
    await eventually(() => app.trayToolTip()).toMatch(/: (bereit|ready)\n/);
  });

  it.runIf(isImitated)('keeps the key in the keychain, and says nothing of it', async () => {
    expect(await statusBar(main).innerText()).not.toContain('Schlüssel');
  });

  it('a ring shows the pop beside the work: no focus is taken; its button opens the sheet in the main window', async () => {
    const [mainWindow, popWindow] = [await app.windowState('main'), await app.windowState('pop')];
    await app.emit({ type: 'focus-window', id: mainWindow.id });
    await main.keyboard.press('/');
    const before = await recordedNow();
    ring('nadine');
    const card = popOf(pop, ERIKA);
    await card.getByText('Genau diese Nummer ist hinterlegt').waitFor();
    await card.getByText('1 offenes Ticket: Hausnotruf-Funkfinger defekt').waitFor();
    await card.getByText(/^Rückruf zugesagt bis/).waitFor();
    await eventually(() => isVisible('pop')).toBe(true);
    const toPop = (await recordedSince(before)).filter(({ window }) => window === popWindow.id);
    expect(toPop.map(({ api }) => api)).toEqual(['BrowserWindow.setBounds', 'BrowserWindow.showInactive']);
    expect((await app.windowState('pop')).focused).toBe(false);
    expect((await app.windowState('main')).focused).toBe(true);
    expect(await main.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Suchen');
    // The corner of the browser shell has no business here.
    expect(await popOf(main, ERIKA).count()).toBe(0);

    await button(card, 'Blatt öffnen').click();
    await title(main, ERIKA).waitFor();
    phoneOf('nadine').press('answer');
    await strip(main).getByText('Gespräch läuft').waitFor();
    await eventually(() => isVisible('pop')).toBe(false);
    phoneOf('nadine').press('hang-up');
    await button(strip(main), 'Abschließen').waitFor();
  });

  it('flashes the taskbar entry when the main window is not in front', async () => {
    const { id } = await app.windowState('main');
    await app.emit({ type: 'close-window', id });
    await eventually(() => isVisible('main')).toBe(false);
    const before = await recordedNow();
    ring('nadine');
    await eventually(() => isVisible('pop')).toBe(true);
    await eventually(() => recordedSince(before)).toContainEqual({
      api: 'BrowserWindow.flashFrame',
      window: id,
      args: [true],
    });
    expect(await isVisible('main')).toBe(false);
    await app.emit({ type: 'tray-click' });
    await eventually(() => isVisible('main')).toBe(true);
  });

  it('a colleague answers: the pop says who, and goes by itself', async () => {
    ring('nadine', 'mehmet');
    await popOf(pop, ERIKA).waitFor();
    phoneOf('mehmet').press('answer');
    await popOf(pop, ERIKA).getByText('angenommen: Mehmet Yıldız').waitFor();
    await eventually(() => isVisible('pop')).toBe(false);
  });

  it('a follow-up that falls due is a notification; its click opens the sheet', async () => {
    const [erika] = await ask<readonly PartyHit[]>(main, 'parties.search', { text: ERIKA, limit: 1 });
    await ask(main, 'commands.run', {
      name: taskCreate.name,
      args: {
        id: newId(),
        kind: 'callback',
        title: 'Rückruf Zählerstand',
        partyId: erika?.id,
        assigneeId: staffOf('nadine').id,
        dueAt: Date.now() + 1_500,
        dueHasTime: true,
        promised: false,
        from: null,
      },
    });
    await eventually(() => app.recorded()).toContainEqual(
      expect.objectContaining({
        api: 'Notification.show',
        args: [{ title: 'Wiedervorlage fällig', body: `${ERIKA} – Rückruf Zählerstand` }],
      }),
    );
    await app.emit({ type: 'notification-click', title: 'Wiedervorlage fällig' });
    await title(main, ERIKA).waitFor();
  });

  it('a phone link of another program is shown ready to dial, and dialled by a click only', async () => {
    const own = phoneOf('nadine');
    await app.emit({ type: 'second-instance', argv: ['rufblatt', 'tel:+49-221-4710612'] });
    await title(main, 'Anrufen').waitFor();
    expect(own.shown.state).toBe('idle');
    await main
      .getByRole('main')
      .getByRole('button', { name: /anrufen/i })
      .click();
    await eventually(() => own.shown.state).toBe('ringing');
  });

  it('a copied number waits under the key of the clipboard; Enter dials it', async () => {
    const own = phoneOf('nadine');
    await app.emit({ type: 'copy', text: 'Bitte zurückrufen: 0221 / 4710-612, danke' });
    await app.emit({ type: 'shortcut', accelerator: 'CommandOrControl+Shift+D' });
    await title(main, 'Anrufen').waitFor();
    await main.getByText('Aus der Zwischenablage. Eingabe wählt.').first().waitFor();
    expect(own.shown.state).toBe('idle');
    await eventually(() => main.evaluate(() => document.activeElement?.textContent)).toContain(
      '0221 / 4710-612',
    );
    await main.keyboard.press('Enter');
    await eventually(() => own.shown.state).toBe('ringing');
  });

  it('a clipboard without a number is told, and nothing is dialled', async () => {
    await app.emit({ type: 'copy', text: 'Guten Morgen' });
    await app.emit({ type: 'shortcut', accelerator: 'CommandOrControl+Shift+D' });
    await main.getByText('In der Zwischenablage steht keine Telefonnummer.').first().waitFor();
    expect(phoneOf('nadine').shown.state).toBe('idle');
  });

  it('dials at once where the settings say so', async () => {
    const { shortcuts } = await ask<DeskSettings>(main, 'settings.get');
    await ask(main, 'settings.change', { shortcuts: { dialAtOnce: true } });
    await app.emit({ type: 'copy', text: '0221 4710612' });
    await app.emit({ type: 'shortcut', accelerator: 'CommandOrControl+Shift+D' });
    await eventually(() => phoneOf('nadine').shown.state).toBe('ringing');
    await ask(main, 'settings.change', { shortcuts });
  });

  it('the key of the call brings a buried desk up, on the sheet of whom the agent speaks to', async () => {
    ring('nadine');
    phoneOf('nadine').press('answer');
    await title(main, ERIKA).waitFor();
    await main.evaluate(() => void (window.location.hash = '#/'));
    const { id } = await app.windowState('main');
    await app.emit({ type: 'close-window', id });
    await eventually(() => isVisible('main')).toBe(false);
    await app.emit({ type: 'shortcut', accelerator: 'CommandOrControl+Shift+A' });
    await eventually(() => isVisible('main')).toBe(true);
    await title(main, ERIKA).waitFor();
  });

  it('other keys hold from the moment they are set', async () => {
    await ask(main, 'settings.change', { shortcuts: { dial: 'CommandOrControl+Alt+W' } });
    await app.emit({ type: 'copy', text: 'nichts' });
    await app.emit({ type: 'shortcut', accelerator: 'CommandOrControl+Alt+W' });
    await main.getByText('In der Zwischenablage steht keine Telefonnummer.').first().waitFor();
    expect(await ask(main, 'shell.shortcuts')).toEqual({ dial: 'ready', call: 'ready' });
  });

  it('while nobody is signed in a call shows, and who it is does not', async () => {
    const { centre } = await ask<DeskSettings>(main, 'settings.get');
    await ask(main, 'session.signOut');
    try {
      ring('nadine');
      await main.getByText('Wer das ist, steht hier nach dem Anmelden.').first().waitFor();
      await pop.getByText('Wer das ist, steht hier nach dem Anmelden.').waitFor();
      const live = await ask<readonly LiveCall[]>(main, 'calls.live');
      expect(live).toMatchObject([{ phase: 'ringing', party: null, match: { candidates: [] } }]);
      for (const text of [JSON.stringify(live), await main.innerText('body'), await pop.innerText('body')])
        expect(text).not.toContain('Brandt');
      await expect(ask(main, 'calls.dial', { number: '21', party: null })).rejects.toThrow('session.none');
    } finally {
      await ask(main, 'session.signIn', {
        centre: centre.url,
        tenant: 'kv-lindental',
        login: 'nadine',
        password: demo.password,
      });
    }
    await popOf(pop, ERIKA).waitFor();
  });

  it('a stranger with the same preload gets an error', async () => {
    const stranger = await app.openStranger();
    for (const channel of ['session.current', 'parties.search', 'settings.get']) {
      const reply = await stranger.evaluate((name) => window.rufblatt.calls[name]?.({}), channel);
      expect(reply).toMatchObject({ ok: false, error: { code: 'ipc.untrusted-sender' } });
    }
  });

  it('quits in order: nothing is left that answers', async () => {
    expect(await app.quit()).toBe(0);
    expect(app.output()).not.toMatch(/error|unhandled/i);
  });
});

describe('the built Electron app on a machine where the keys are taken', () => {
  it('says so, and holds the others', async () => {
    const app = await runBuiltApp({
      appDir: ROOT,
      machine: { takenShortcuts: ['CommandOrControl+Shift+D'] },
    });
    try {
      const main = await app.window('main');
      await title(main, 'Anmelden').waitFor();
      expect(await ask(main, 'shell.shortcuts')).toEqual({ dial: 'taken', call: 'ready' });
      await app.emit({ type: 'shortcut', accelerator: 'CommandOrControl+Shift+A' });
      expect((await app.windowState('main')).focused).toBe(true);
      expect(await app.quit()).toBe(0);
      expect((await app.recorded()).filter(({ api }) => api === 'globalShortcut.unregister')).toHaveLength(1);
    } finally {
      await app.stop();
    }
  });
});
