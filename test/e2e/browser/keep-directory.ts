import { join } from 'node:path';
import { expect, it } from 'vitest';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { takePicture } from '../pictures.ts';
import { button, panel, rows, title, typing } from '../screen.ts';
import { asSomebodyElse } from '../seat.ts';

const PROVIDER = 'Werkstatt Lindental';
const OFFER = 'Rollstuhl leihen';

async function openBook({ page }: Desk): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await title(page, 'Telefonbuch').waitFor();
}

export function keepDirectory(centre: () => DemoCentre): void {
  it('a provider and its offer are made, changed and withdrawn on the screen; every desk reads them', async () => {
    const { nadine, mehmet } = centre();
    const { page } = mehmet;
    await openBook(nadine);
    await rows(nadine.page, 'Anbieter und Angebote').first().waitFor();
    expect(await button(nadine.page, 'Neuer Anbieter').count()).toBe(0);

    await asSomebodyElse(centre(), mehmet, ['mehmet', 'birgit'], async () => {
      await openBook(mehmet);
      await button(page, 'Neuer Anbieter').click();
      const form = page.getByRole('dialog', { name: 'Neuer Anbieter' });
      // By keyboard alone: the name has the focus, Tab leads on.
      await typing(form);
      await page.keyboard.type(PROVIDER);
      await page.keyboard.press('Tab');
      await page.keyboard.type('Hilfsmittel für zu Hause');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Mo-Do 9-17 Uhr, Fr 9-13 Uhr');
      await form.getByText('Gelesen als Mo–Do 9:00–17:00; Fr 9:00–13:00').waitFor();
      await form
        .getByRole('textbox', { name: 'Erreichbarkeit' })
        .fill('0221 4710 340, nachmittags Werkstatt');
      await form.getByRole('textbox', { name: 'Kosten' }).fill('nach Leistung');
      await button(form, 'Ansprechpartner hinzufügen').click();
      await typing(form);
      await page.keyboard.type('Nadine');
      await page.getByRole('option', { name: 'Nadine Kröger' }).click();
      await form.getByRole('textbox', { name: 'Aufgabe von Ansprechpartner 1' }).fill('Ausgabe');
      expect(await violationsOf(page)).toEqual([]);
      await takePicture(page, join(ARTIFACTS, 'directory-form.png'));
      await button(form, 'Anlegen').click();

      const card = page.getByRole('dialog', { name: PROVIDER });
      await card.getByRole('list', { name: 'Ansprechpartner' }).getByText('Nadine Kröger').waitFor();
      await takePicture(page, join(ARTIFACTS, 'directory-card-own.png'));
      await button(card, 'Angebot hinzufügen').click();
      const offering = page.getByRole('dialog', { name: `Neues Angebot von ${PROVIDER}` });
      await offering.getByRole('textbox', { name: 'Name' }).fill(OFFER);
      await offering.getByRole('textbox', { name: 'Kosten' }).fill('3 € am Tag');
      await takePicture(page, join(ARTIFACTS, 'directory-form-offering.png'));
      await page.keyboard.press('Enter');
      const offer = page.getByRole('dialog', { name: OFFER });
      await offer.getByText('Mo-Do 9-17 Uhr, Fr 9-13 Uhr').waitFor();

      await nadine.page.getByRole('textbox', { name: 'Im Telefonbuch suchen' }).fill(OFFER);
      const hit = rows(nadine.page, 'Anbieter und Angebote').filter({ hasText: OFFER });
      await hit.getByText('3 € am Tag').waitFor();

      await button(offer, 'Bearbeiten').click();
      const edit = page.getByRole('dialog', { name: OFFER });
      await edit.getByRole('textbox', { name: 'Kosten' }).fill('4 € am Tag');
      await button(edit, 'Speichern').click();
      await hit.getByText('4 € am Tag').waitFor();

      await button(offer, 'Zurückziehen').click();
      await eventually(async () => (await find(nadine, OFFER)).length).toBe(0);
      expect(await find(mehmet, OFFER, true)).toMatchObject([{ name: OFFER, listed: false }]);
      await page.getByText(`${OFFER} ist zurückgezogen.`).first().waitFor();
      await button(page, /^Rückgängig/)
        .last()
        .click();
      await eventually(async () => (await find(nadine, OFFER)).length).toBe(1);
      await page.keyboard.press('Escape');
      await panel(page, 'Anbieter und Angebote').getByText('auch zurückgezogene').waitFor();
      await takePicture(page, join(ARTIFACTS, 'directory-kept.png'));
    });
  });
}

const find = async (desk: Desk, text: string, withdrawn = false) =>
  (await desk.ask(offeringsContract, 'find', { text, limit: 5, withdrawn })).hits;
