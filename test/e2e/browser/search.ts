import { it } from 'vitest';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { goTo } from '../desk.ts';
import { searchField, title } from '../screen.ts';

export function search(centre: () => DemoCentre): void {
  it.each([
    ['a name', 'erika bra', 'Erika Brandt'],
    ['a number in another spelling', '+49 (0)221 / 4710-612', 'Erika Brandt'],
    ['a customer number', 'K-20017', 'Kessler Metallbau GmbH'],
    ['a ticket number', '26-004803-0', 'Kessler Metallbau GmbH', 'Ticket 26-004803-0'],
    ['a ticket number without dashes', '260048030', 'Kessler Metallbau GmbH', 'Ticket 26-004803-0'],
  ])('the search finds by %s', async (_what, typed, name, opened = name) => {
    const { page } = centre().nadine;
    await page.keyboard.press('/');
    await page.keyboard.type(typed);
    const hits = page.getByRole('listbox', { name: 'Treffer' }).getByRole('option');
    await eventually(() => hits.first().innerText()).toContain(name);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await title(page, opened).waitFor();
    await eventually(() => searchField(page).inputValue()).toBe('');
  });

  it('a mistyped ticket number is told by its check digit', async () => {
    const { page } = centre().nadine;
    await goTo(page, '/');
    await page.keyboard.press('/');
    await page.keyboard.type('26-004830-0');
    await page.getByText('Die Prüfziffer passt nicht').first().waitFor();
  });
}
