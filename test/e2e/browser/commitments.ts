import { join } from 'node:path';
import { expect, it } from 'vitest';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, openSheet, panel, rows } from '../screen.ts';
import { countClicks } from '../watch.ts';

/** What stands between the house and a customer: services, consents, tags. */
export function commitments(centre: () => DemoCentre): void {
  it('services with what is over, the card of an offering, an opt-out in one click and its undo, tags', async () => {
    const { page } = centre().nadine;
    await openSheet(page, 'Erika Brandt');
    const services = rows(page, 'Leistungen');
    await services.filter({ hasText: 'Besuchsdienst' }).getByText('beendet', { exact: true }).waitFor();
    await eventually(() => services.count()).toBe(3);

    await button(services, 'Hausnotruf Plus').click();
    const card = page.getByRole('dialog', { name: 'Hausnotruf Plus' });
    for (const text of ['Birgit Hoffmann', 'Mo–Fr 8–16 Uhr', '32,90 € im Monat', 'Bus 12 bis Lindenplatz'])
      await card.getByText(text).waitFor();
    expect((await violationsOf(page)).filter((each) => /^(?:button-name|label-)/.test(each))).toEqual([]);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });

    const clicks = await countClicks(page);
    const mail = rows(page, 'Einwilligungen').filter({ hasText: 'E-Mail' }).first();
    await button(mail, 'Widerspruch: E-Mail').click();
    await mail.getByText('Widerspruch', { exact: true }).first().waitFor();
    expect(await clicks()).toBeLessThanOrEqual(2);
    await page.screenshot({ path: join(ARTIFACTS, 'commitments.png'), fullPage: true });
    await button(page, 'Rückgängig').last().click();
    await mail.getByText('keine Einwilligung', { exact: true }).waitFor();

    await button(page, 'Merkmale').click();
    const tags = page.getByRole('dialog', { name: 'Rollen, Merkmale und Interessen' });
    await tags.getByRole('combobox', { name: 'Interessen' }).click();
    await page.getByRole('option', { name: 'Pflege', exact: true }).click();
    await page.getByRole('list', { name: 'Rollen und Merkmale' }).getByText('Pflege').waitFor();
    expect(await panel(page, 'Sperren').count()).toBe(0);
  });
}
