import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { violationsOf } from './axe.ts';
import { screenPaths } from './browser/every-screen.ts';
import { ARTIFACTS } from './demo-centre.ts';
import { goTo } from './desk.ts';
import type { Desk } from './desk.ts';
import { eventually } from './eventually.ts';
import { stumbles, toTop, walkWithTab } from './focus.ts';
import type { Stop } from './focus.ts';
import { takePicture } from './pictures.ts';
import { cutOff } from './reflow.ts';
import { button, popOf, searchField, strip, title, unfold } from './screen.ts';
import { tellStory } from './story.ts';

const ERIKA = 'Erika Brandt';

const areasOf = (stops: readonly Stop[]): readonly string[] => [...new Set(stops.map(({ area }) => area))];
const named = (stops: readonly Stop[], words: string): number =>
  stops.findIndex(({ what }) => what.includes(words));

async function sheetOf({ ask }: Desk): Promise<string> {
  const [erika] = await ask(partiesContract, 'search', { text: ERIKA, limit: 1 });
  return erika?.id ?? '';
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.id || at?.getAttribute('aria-label') || at?.textContent.trim().slice(0, 30) || 'nothing';
  });

describe('the keyboard', () => {
  const centre = tellStory();

  it.each([
    ['today', '/'],
    ['customers', '/customers'],
    ['callbacks', '/callbacks'],
    ['settings', '/settings'],
  ])('walks %s in the order one reads, and one sees where one is', async (_name, path) => {
    const { page, answered } = centre().nadine;
    await goTo(page, path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await answered();
    const stops = await walkWithTab(page);
    expect(stumbles(stops)).toEqual([]);
    expect(areasOf(stops)).toEqual(['skip', 'side', 'head', 'main', 'status']);
  });

  it('walks sheet, call and wrap-up, and the pop last: it takes no focus and is never in the way', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    await popOf(page, ERIKA).waitFor();
    await nadine.answered();
    const withPop = await walkWithTab(page);
    expect(stumbles(withPop)).toEqual([]);
    expect(areasOf(withPop).at(-1)).toBe('over');
    expect(named(withPop, 'Anruf ausblenden')).toBeLessThan(named(withPop, 'Blatt öffnen'));

    phone('nadine').press('answer');
    await title(page, ERIKA).waitFor();
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await nadine.answered();
    const stops = await walkWithTab(page);
    expect(stumbles(stops)).toEqual([]);
    // Outcome before note, note before the way out; the strip after the sheet it belongs to.
    const order = ['Erledigt', 'Notiz', 'Abschließen'].map((words) => named(stops, words));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
  });

  it('skips to the content, and gets the focus back from whatever has taken it', async () => {
    const { page } = centre().nadine;
    await goTo(page, '/customers');
    await title(page, 'Kunden').waitFor();
    await toTop(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(() => focused(page)).toBe('main');

    const create = button(page, /^Neu anlegen/);
    await create.focus();
    const before = await focused(page);
    for (const [key, dialog] of [
      ['n', 'Kunden anlegen'],
      ['F1', 'Hilfe: Kunden'],
      ['?', 'Tastenkürzel'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name: dialog }).waitFor();
      expect(await violationsOf(page, '[role="dialog"]')).toEqual([]);
      await takePicture(page, join(ARTIFACTS, `dialog-${dialog.slice(0, 5)}.png`));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: dialog }).waitFor({ state: 'detached' });
      await eventually(() => focused(page)).toBe(before);
    }
    await page.keyboard.press('Control+k');
    await searchField(page).press('Escape');
    await eventually(() => focused(page)).toBe(before);
  });

  it('does by name what the palette finds, umlauts or not, and shows the keys it has', async () => {
    const { page } = centre().nadine;
    await goTo(page, '/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('> rueckrufe');
    const option = page.getByRole('option', { name: /^Rückrufe/ });
    await option.waitFor();
    expect(await option.innerText()).toMatch(/G\s*R/);
    await takePicture(page, join(ARTIFACTS, 'palette.png'));
    expect(await violationsOf(page, '[role="search"]')).toEqual([]);
    await page.keyboard.press('Enter');
    await title(page, 'Rückrufe').waitFor();
    await page.keyboard.press('>');
    await page.keyboard.type('neuer kunde');
    await page.getByRole('option', { name: /^Neuer Kunde/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Kunden anlegen' }).waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('at 200 %', () => {
  const centre = tellStory();

  it('every screen is whole and to be reached: nothing cut off, nothing scrolls sideways', async () => {
    const { nadine } = centre();
    const { page } = nadine;
    const paths = screenPaths(await sheetOf(nadine));
    const whole = page.viewportSize();
    if (!whole) throw new Error('the desk has no window');
    // What 200 % leaves of it, in CSS pixels.
    await page.setViewportSize({ width: Math.floor(whole.width / 2), height: Math.floor(whole.height / 2) });
    const found: string[] = [];
    try {
      for (const [name, path] of Object.entries(paths)) {
        await goTo(page, path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await nadine.answered();
        const faults = [...(await cutOff(page)), ...(await violationsOf(page))];
        found.push(...faults.map((fault) => `${name}: ${fault}`));
        await takePicture(page, join(ARTIFACTS, `zoomed-${name}.png`));
      }
      await page.getByRole('button', { name: 'Menü' }).click();
      await unfold(page, 'Verwaltung');
      found.push(...(await cutOff(page)).map((fault) => `menu: ${fault}`));
      await takePicture(page, join(ARTIFACTS, 'zoomed-menu.png'));
      await page.keyboard.press('Escape');
      await eventually(() => focused(page)).toBe('Menü');
    } finally {
      await page.setViewportSize(whole);
    }
    expect(found).toEqual([]);
  });
});
