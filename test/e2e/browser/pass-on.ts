import { expect, it } from 'vitest';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, note, popOf, strip, title } from '../screen.ts';

/** Hanging up and passing on from the desk, by keyboard; the sheet goes along. */
export function passOn(centre: () => DemoCentre): void {
  it('a caller nobody knows is passed on to a colleague by name: his pop says who sent her and opens her sheet', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    const from = '+493023125777';
    call({ from, to: ['nadine'] });
    await popOf(page, '030 23125777').waitFor();
    phone('nadine').press('answer');
    await page.getByRole('textbox', { name: 'Vorhandenen Kunden suchen' }).waitFor();
    const [live] = await nadine.ask(callsContract, 'live', {});
    const [erika] = await nadine.ask(partiesContract, 'search', {
      text: 'Erika Brandt',
      limit: 1,
    });
    if (!live || !erika) throw new Error('no call, or no Erika Brandt');
    // "It is Erika", from a number that is not hers and stays so.
    await nadine.ask(callsContract, 'choose', { id: live.id, party: { type: 'party', id: erika.id } });
    await title(page, 'Erika Brandt').waitFor();
    await page.keyboard.press('Alt+n');
    await note(page).pressSequentially('Funkfinger piept');
    await strip(page).getByText('gespeichert', { exact: true }).waitFor();
    await page.keyboard.press('Alt+l');
    const target = page.getByRole('textbox', { name: 'Weiterleiten an' });
    await target.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Yildiz');
    await button(page, /^Mehmet Yıldız/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page
      .getByText(`Weitergeleitet an ${phone('mehmet').extension}.`)
      .first()
      .waitFor();

    const other = mehmet.page;
    const pop = popOf(other, '030 23125777');
    await pop.getByText('Weitergeleitet von Nadine Kröger: Erika Brandt – Funkfinger piept').waitFor();
    await pop.getByText(/^Dieselbe Nummer hat Nadine Kröger um /).waitFor();
    expect(await violationsOf(other)).toEqual([]);
    // A hint: nobody is attributed before he says so.
    expect(await mehmet.ask(callsContract, 'live', {})).toMatchObject([
      { match: { rule: 'unknown' }, party: null, hinted: { id: erika.id } },
    ]);
    await other.keyboard.press('Alt+Enter');
    await title(other, 'Erika Brandt').waitFor();
    phone('mehmet').press('answer');
    await other
      .getByRole('main')
      .getByText('Weitergeleitet von Nadine Kröger: Erika Brandt – Funkfinger piept')
      .waitFor();
    await strip(other).getByText('Gespräch läuft').waitFor();

    await other.keyboard.press('Alt+a');
    await eventually(() => phone('mehmet').shown.state).toBe('idle');
  });

  it('an extension that is none: said so, the call goes on, and is hung up by mouse', async () => {
    const { nadine, demo, phone } = centre();
    const { page } = nadine;
    demo.pbx.ring('known', phone('nadine'));
    await popOf(page, 'Erika Brandt').waitFor();
    phone('nadine').press('answer');
    await button(page, 'Weiterleiten …').click();
    await page.getByRole('textbox', { name: 'Weiterleiten an' }).fill('99');
    await page.keyboard.press('Enter');
    await page.getByText('Die Telefonanlage kennt „99“ nicht. Das Gespräch läuft weiter.').first().waitFor();
    expect(phone('nadine').shown.state).toBe('talking');
    await page.keyboard.press('Escape');
    await page
      .getByRole('region', { name: 'Laufende Anrufe' })
      .getByRole('button', { name: 'Auflegen' })
      .click();
    await eventually(() => phone('nadine').shown.state).toBe('idle');
  });
}
