import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { takePicture } from '../pictures.ts';

const LANGUAGES = ['de', 'en'] as const;
const THEMES = ['light', 'dark'] as const;
const VARIANTS = LANGUAGES.flatMap((language) => THEMES.map((theme) => ({ language, theme })));
/** ms; longer than all pictures take */
const RINGS_ON = 300_000;

type Variant = (typeof VARIANTS)[number];

/** The page in this language and theme, as the settings screen would put it. */
async function wear({ page, ask }: Desk, { language, theme }: Variant): Promise<void> {
  await ask(settingsContract, 'change', { language, theme });
  await page.waitForFunction(
    ({ lang, scheme }) =>
      document.documentElement.lang === lang &&
      document.documentElement.dataset['mantineColorScheme'] === scheme,
    { lang: language, scheme: theme },
  );
}

async function look(page: Page, name: string, { language, theme }: Variant): Promise<readonly string[]> {
  await takePicture(page, join(ARTIFACTS, `${name}-${language}-${theme}.png`));
  return (await violationsOf(page)).map((violation) => `${name} ${language} ${theme}: ${violation}`);
}

/** Every screen by name, with the sheet of this customer. */
export const screenPaths = (partyId: string): Readonly<Record<string, string>> => ({
  today: '/',
  customers: '/customers',
  sheet: `/customers/${partyId}`,
  duplicates: '/duplicates',
  'number-clinic': '/number-clinic',
  callbacks: '/callbacks',
  absences: '/absences',
  figures: '/figures',
  conflicts: '/conflicts',
  calls: '/calls',
  settings: '/settings',
  'handing-over': '/handing-over',
  account: '/account',
  start: '/start',
  people: '/people',
  organisation: '/organisation',
  health: '/health',
  'black-box': '/black-box',
  'cloud-pbx': '/cloud-pbx',
  import: '/import',
  'person-rights': '/person-rights',
  dial: '/dial',
  'no-number': '/no-number',
  'dial-copied': '/dial/0221%204710612/clipboard',
});

/** Every screen in both languages and both themes: a picture of each, and nothing that axe-core holds against it. */
export function everyScreen(centre: () => DemoCentre): void {
  it('every screen and the pop, in German and English, light and dark, is accessible', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    const [erika] = await nadine.ask(partiesContract, 'search', { text: 'Erika Brandt', limit: 1 });
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    await page.getByRole('article', { name: 'Anruf: Erika Brandt' }).waitFor();
    phone('nadine').press('answer');
    await page.getByRole('heading', { level: 1, name: 'Erika Brandt' }).waitFor();
    phone('nadine').press('hang-up');
    await page.getByRole('button', { name: /^Abschließen/ }).waitFor();

    const screens = screenPaths(erika?.id ?? '');
    const found: string[] = [];
    for (const variant of VARIANTS) {
      await wear(nadine, variant);
      for (const [name, path] of Object.entries(screens)) {
        await goTo(page, path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        found.push(...(await look(page, name, variant)));
      }
    }
    call({ from: CALLERS.familyBrandt.number, to: ['nadine'], patienceMs: RINGS_ON });
    await goTo(page, '/');
    await page.getByRole('article').getByText('Frank Brandt').waitFor();
    for (const variant of VARIANTS) {
      await wear(nadine, variant);
      found.push(...(await look(page, 'pop-chooser', variant)));
    }
    await page.keyboard.press('Alt+1');
    await page.getByRole('heading', { level: 1, name: 'Erika Brandt' }).waitFor();
    for (const variant of VARIANTS) {
      await wear(nadine, variant);
      found.push(...(await look(page, 'pop-on-sheet', variant)));
    }
    expect(found).toEqual([]);
  });

  it('so is the sign-in', async () => {
    const { nadine, demo } = centre();
    const { page } = nadine;
    const centreUrl = (await nadine.ask(settingsContract, 'get', {})).centre.url ?? '';
    await nadine.ask(sessionContract, 'signOut', {});
    const found: string[] = [];
    for (const variant of VARIANTS) {
      await wear(nadine, variant);
      await page.getByRole('heading', { level: 1 }).waitFor();
      found.push(...(await look(page, 'sign-in', variant)));
    }
    await nadine.ask(sessionContract, 'signIn', {
      centre: centreUrl,
      tenant: 'kv-lindental',
      login: 'nadine',
      password: demo.password,
    });
    await page.getByRole('navigation').waitFor();
    expect(found).toEqual([]);
  });
}
