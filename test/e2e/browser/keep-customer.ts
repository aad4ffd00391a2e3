import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { settingsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { takePicture } from '../pictures.ts';
import { button, note, panel, popOf, rows, strip, title } from '../screen.ts';

async function openOf({ page, ask }: Desk, name: string): Promise<void> {
  const [party] = await ask(partiesContract, 'search', { text: name, limit: 1 });
  await goTo(page, `/customers/${party?.id ?? ''}`);
  await title(page, name).waitFor();
}

/** J01–J03, "data checked on", the greeting of a line, a wrap-up handed over. */
export function keepCustomer(centre: () => DemoCentre): void {
  it('an organisation is put where it belongs, its people get department and superior, its data is noted as checked', async () => {
    const { nadine } = centre();
    const { page } = nadine;
    const firm = 'Kessler Metallbau GmbH';
    await openOf(nadine, firm);
    const details = panel(page, 'Stammdaten');
    await details.getByRole('list', { name: 'Niederlassungen und Abteilungen' }).waitFor();
    await button(details, 'Heute geprüft').click();
    await page.getByText('Als geprüft vermerkt.').first().waitFor();
    await page.keyboard.press('Control+z');
    await button(details, 'Einordnen').click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'eigenständig' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await takePicture(page, join(ARTIFACTS, 'customer-place.png'));
    await page.keyboard.press('Escape');

    const people = panel(page, 'Personen und Verbindungen');
    await button(people, 'Ute Sander: Verbindung ändern').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Abteilung' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await takePicture(page, join(ARTIFACTS, 'customer-affiliation.png'));
    const job = dialog.getByRole('textbox', { name: 'Funktion' });
    const before = await job.inputValue();
    await job.fill('Leitung Zentraleinkauf');
    await button(dialog, 'Speichern').click();
    await people.getByText(/^Leitung Zentraleinkauf/).waitFor();
    await page.keyboard.press('Control+z');
    if (before !== '')
      await people
        .getByText(new RegExp(`^${before}`))
        .first()
        .waitFor();
    await people.getByText(/^Leitung Zentraleinkauf/).waitFor({ state: 'detached' });
    await details.scrollIntoViewIfNeeded();
    await takePicture(page, join(ARTIFACTS, 'customer-details.png'));
  });

  it('the pop says how to answer on the line that was dialled; what was left unsaid is handed to a colleague', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    await goTo(page, '/');
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    const pop = popOf(page, 'Erika Brandt');
    await pop.getByText(/^Zentrale: „Service-Center/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await takePicture(page, join(ARTIFACTS, 'pop-greeting.png'));
    phone('nadine').press('answer');
    await note(page).fill('Will wegen der Rechnung zurückgerufen werden');
    phone('nadine').press('hang-up');
    await button(strip(page), 'Übergeben …').click();
    await strip(page).getByRole('combobox', { name: 'An wen übergeben?' }).fill('Yıldız');
    await page.getByRole('option', { name: 'Mehmet Yıldız' }).click();
    await page.getByText('Nachbereitung übergeben').first().waitFor();
    await goTo(page, '/');
    await rows(page, 'Unfertige Nachbereitungen').filter({ hasText: 'liegt bei Mehmet Yıldız' }).waitFor();
    await takePicture(page, join(ARTIFACTS, 'wrap-up-passed.png'));

    await openOf(mehmet, 'Erika Brandt');
    await strip(mehmet.page)
      .getByText(/von Nadine Kröger übergeben/)
      .waitFor();
    await eventually(() => note(mehmet.page).inputValue()).toBe(
      'Will wegen der Rechnung zurückgerufen werden',
    );
    expect(await violationsOf(mehmet.page)).toEqual([]);
    await button(strip(mehmet.page), /^Abschließen/).click();
    await eventually(() =>
      rows(page, 'Unfertige Nachbereitungen').filter({ hasText: 'liegt bei' }).count(),
    ).toBe(0);
  });

  it('the greetings of the lines stand in the settings, in both languages', async () => {
    const { nadine } = centre();
    const { page, ask } = nadine;
    await goTo(page, '/settings');
    await rows(page, 'Leitungen und Begrüßungen').filter({ hasText: 'hausnotruf' }).waitFor();
    await panel(page, 'Leitungen und Begrüßungen').scrollIntoViewIfNeeded();
    await takePicture(page, join(ARTIFACTS, 'lines.png'));
    await ask(settingsContract, 'change', { language: 'en' });
    await panel(page, 'Lines and greetings').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await ask(settingsContract, 'change', { language: 'de' });
    await panel(page, 'Leitungen und Begrüßungen').waitFor();
  });
}
