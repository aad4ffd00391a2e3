import type { Locator, Page } from 'playwright-core';

/** The app as somebody sees it who reads German: what stands where, by role and name. */

export const popOf = (page: Page, caller: string): Locator =>
  page.getByRole('article', { name: `Anruf: ${caller}`, exact: true });

export const title = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });

/** A panel's title may be followed by how many there are. */
export const panel = (page: Page, name: string): Locator =>
  page.getByRole('main').getByRole('region', { name: new RegExp(`^${name}( ?\\d+)?$`) });

export const rows = (page: Page, name: string): Locator => panel(page, name).getByRole('listitem');

/** The strip of a call that is unfinished. */
export const strip = (page: Page): Locator =>
  page.getByRole('main').getByRole('region', { name: 'Nachbereitung', exact: true });

export const note = (page: Page): Locator => strip(page).getByRole('textbox', { name: 'Notiz', exact: true });

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });

/** How next Thursday at ten is written; on a Wednesday that is tomorrow. */
export const THURSDAY = /^(?:Do\., .*|morgen) 10:00$/;

export const statusBar = (page: Page): Locator =>
  page.getByRole('contentinfo', { name: 'Zustand des Desks' });

export const searchField = (page: Page): Locator =>
  page.getByRole('combobox', { name: 'Suchen', exact: true });

export const reminders = (page: Page): Locator =>
  page.getByRole('region', { name: 'Erinnerungen' }).getByRole('article');

export const navigation = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name });

/** Once what is typed goes into a field of it: a dialog takes the focus when it has been drawn. */
export const typing = (within: Locator): Promise<void> =>
  within.locator('input:focus, textarea:focus').first().waitFor();

/** Unfolds a group of the navigation, where it is folded. */
export async function unfold(page: Page, group: string): Promise<void> {
  const head = page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('button', { name: group });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
}

/** Finds somebody as one does: by typing, and Enter on the first hit. */
export async function openSheet(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await searchField(page).fill(name);
  await page.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await title(page, name).waitFor();
}
