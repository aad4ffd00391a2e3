import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, navigation, note, popOf, rows, strip, title } from '../screen.ts';

const FAMILY = '0221 4710733';
const KESSLER = 'Kessler Metallbau GmbH';

/** Numbers that are not one customer's: a family's, a firm's extensions. */
export function sharedNumbers(centre: () => DemoCentre): void {
  it('family number: a chooser with nobody chosen, one key says who; the log shows him', async () => {
    const { nadine, mehmet, demo, phone } = centre();
    const { page } = nadine;
    demo.pbx.ring('family', phone('nadine'));
    const pop = popOf(page, FAMILY);
    await pop.getByText('3 Einträge haben diese Nummer – wer spricht?').waitFor();
    // Ranked: she has an open ticket.
    const choices = pop.getByRole('list', { name: 'Wer spricht?' }).getByRole('button');
    await eventually(() => choices.allInnerTexts()).toEqual([
      expect.stringContaining('Erika Brandt'),
      expect.stringContaining('Frank Brandt'),
      expect.stringContaining('Familie Brandt'),
    ]);
    expect(await choices.and(page.locator('[aria-pressed=true], [aria-current], :focus')).count()).toBe(0);
    expect(await nadine.ask(callsContract, 'live', {})).toMatchObject([
      { match: { rule: 'shared' }, party: null },
    ]);

    await page.keyboard.press('Alt+2');
    await title(page, 'Frank Brandt').waitFor();
    phone('nadine').press('answer');
    await note(page).fill('Fragt nach der Rechnung seiner Mutter.');
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').click();
    await navigation(mehmet.page, 'Anrufe').click();
    const line = mehmet.page.getByRole('row').filter({ hasText: 'Fragt nach der Rechnung seiner Mutter.' });
    await line.getByRole('link', { name: 'Frank Brandt' }).waitFor();
    expect(await line.innerText()).not.toContain('Erika');
  });

  it('unknown extension of a firm: a guess is called one; attached to somebody, the next call opens her', async () => {
    const { nadine, demo, phone } = centre();
    const { page } = nadine;
    demo.pbx.ring('extension', phone('nadine'));
    const pop = popOf(page, `~ ${KESSLER}`);
    await pop.getByText('Hauptnummer passt, Durchwahl 47 unbekannt').waitFor();
    expect(await nadine.ask(callsContract, 'live', {})).toMatchObject([
      { match: { rule: 'stem' }, party: null },
    ]);
    phone('nadine').press('answer');
    await page.getByRole('textbox', { name: 'Vorhandenen Kunden suchen' }).fill('Ute Sander');
    await page
      .getByRole('list', { name: 'Treffer' })
      .getByRole('button', { name: 'Nummer zuordnen' })
      .click();
    await title(page, 'Ute Sander').waitFor();
    // Whose the extension is has been said; it is not asked again.
    await eventually(() => button(page, 'Durchwahl merken').count()).toBe(0);
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').click();
    await strip(page).waitFor({ state: 'detached' });

    demo.pbx.ring('extension', phone('nadine'));
    await popOf(page, 'Ute Sander').getByText('Genau diese Nummer ist hinterlegt').waitFor();
  });

  it('"Durchwahl merken": the firm itself, once said, is no guess any more', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    const from = `${CALLERS.kesslerExtension.number.slice(0, -3)}248`;
    call({ from, to: ['nadine'] });
    await popOf(page, `~ ${KESSLER}`).getByText('Hauptnummer passt, Durchwahl 48 unbekannt').waitFor();
    await page.keyboard.press('Alt+1');
    await title(page, KESSLER).waitFor();
    await page.getByText(`Durchwahl 48 gehört zu ${KESSLER}?`).first().waitFor();
    await button(page, 'Durchwahl merken').click();
    await page.getByRole('status').getByText('Durchwahl gemerkt').waitFor();
    phone('nadine').press('answer');
    await strip(page).getByText('Gespräch läuft').waitFor();
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').click();
    await strip(page).waitFor({ state: 'detached' });

    call({ from, to: ['nadine'] });
    await popOf(page, KESSLER).getByText('Genau diese Nummer ist hinterlegt').waitFor();
    await popOf(page, KESSLER).getByText('1 offenes Ticket: Erste-Hilfe-Kurs').waitFor();
    await rows(page, 'Letzte Kontakte').first().waitFor();
  });
}
