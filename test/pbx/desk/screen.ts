import type { Locator, Page } from 'playwright-core';
import type { Caller } from './people.ts';

/** What the agent sees and does on a desk's page, by the names a screen reader tells. */

export const searchField = (page: Page): Locator => page.getByRole('combobox', { name: 'Suchen' });

export const popOf = (page: Page, caller: string): Locator =>
  page
    .getByRole('region', { name: 'Anrufe', exact: true })
    .getByRole('article', { name: `Anruf: ${caller}` });

/** A panel by its title, whatever it counts. */
export const panel = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${title}`) });

export const rows = (page: Page, title: string): Locator => panel(page, title).getByRole('listitem');

/** Goes to a route as a link of the app would. */
export async function show(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => void (window.location.hash = hash), `#${route}`);
}

export async function openSheet(page: Page, { id, name }: Caller): Promise<void> {
  await show(page, `/customers/${id}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
