import { expect, it } from 'vitest';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { CALLERS } from '#demo/data/callers.ts';
import { tabTo } from '#test/support/keyboard.ts';
import { violationsOf } from '../axe.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { takeForReadme } from '../pictures.ts';
import {
  button,
  note,
  openSheet,
  popOf,
  rows,
  searchField,
  statusBar,
  strip,
  THURSDAY,
  title,
} from '../screen.ts';
import { countClicks, watchFocus } from '../watch.ts';

const ERIKA = 'Erika Brandt';
const TICKET = '26-004711-9';
const BELONGS = /^Gehört zu ?26-004711-9/;

export function knownCaller(centre: () => DemoCentre): void {
  it('known caller: the pop says who and why, takes no focus; answer, note, ticket, follow-up; a colleague sees it', async () => {
    const { nadine, mehmet, demo, phone } = centre();
    const { page } = nadine;
    await openSheet(mehmet.page, ERIKA);

    // She is in the midst of typing when it rings.
    await page.keyboard.press('/');
    await page.keyboard.type('Metz');
    const focusMoves = await watchFocus(page);
    demo.pbx.ring('known', phone('nadine'));
    const pop = popOf(page, ERIKA);
    await pop.getByText('Genau diese Nummer ist hinterlegt').waitFor();
    await pop.getByText('1 offenes Ticket: Hausnotruf-Funkfinger defekt').waitFor();
    await pop.getByText(/^Rückruf zugesagt bis .* von Nadine Kröger/).waitFor();
    await pop.getByText(/^Letzter Kontakt vorgestern, Birgit Hoffmann: Funkfinger reagiert/).waitFor();
    await page.keyboard.type('gerei');
    await eventually(() => searchField(page).inputValue()).toBe('Metzgerei');
    expect(await focusMoves()).toEqual([]);
    await page.getByRole('option').filter({ hasText: 'Metzgerei Huber' }).waitFor();
    await takeForReadme(page, 'pop');
    await searchField(page).fill('');
    await page.keyboard.press('Escape');

    await button(page, 'Abnehmen').click();
    await title(page, ERIKA).waitFor();
    await pop.waitFor({ state: 'detached' });
    await strip(page).getByText('Gespräch läuft').waitFor();
    await rows(page, 'Offene Tickets').filter({ hasText: TICKET }).waitFor();
    await takeForReadme(page, 'sheet');

    // Saved from the first key: the page goes in the middle of the note and comes back with it.
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('F');
    await strip(page).getByText('gespeichert', { exact: true }).waitFor();
    await page.reload();
    await eventually(() => note(page).inputValue()).toBe('F');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('unkfinger getauscht, Techniker bestätigt.');

    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    const clicks = await countClicks(page);
    await page.keyboard.press('Alt+2');
    await strip(page).getByRole('button', { name: 'Ticket', pressed: true }).waitFor();
    await page.keyboard.press('Alt+t');
    await strip(page).getByRole('button', { name: BELONGS, pressed: true }).waitFor();
    await strip(page).getByRole('textbox', { name: 'Was ist zu tun?' }).fill('Termin nachfassen');
    const thursday = button(strip(page), THURSDAY);
    const when = await thursday.innerText();
    await thursday.click();
    await strip(page).getByText(`${when} · Termin nachfassen · zugesagt`).waitFor();
    await statusBar(page)
      .getByText(/online$/)
      .waitFor();
    await takeForReadme(page, 'wrap-up');
    await page.keyboard.press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBeLessThanOrEqual(3);

    // The colleague has had the sheet open all the while.
    const contact = rows(mehmet.page, 'Letzte Kontakte').filter({
      hasText: 'Funkfinger getauscht, Techniker bestätigt.',
    });
    await contact.getByText('Ticket', { exact: true }).waitFor();
    expect(await contact.innerText()).toContain('Nadine Kröger');
    await rows(mehmet.page, 'Wiedervorlagen')
      .filter({ hasText: 'Termin nachfassen' })
      .getByText(when)
      .waitFor();
    const { ticket } = await mehmet.ask(ticketsContract, 'byNumber', { number: TICKET });
    const linked = await mehmet.ask(interactionsContract, 'linkedTo', {
      to: { type: 'ticket', id: ticket?.id ?? '' },
    });
    expect(linked.map(({ body }) => body)).toContain('Funkfinger getauscht, Techniker bestätigt.');
  });

  it('the wrap-up in three clicks', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    await popOf(page, ERIKA).waitFor();
    phone('nadine').press('answer');
    await title(page, ERIKA).waitFor();
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();

    const clicks = await countClicks(page);
    await button(strip(page), BELONGS).click();
    await strip(page).getByRole('button', { name: BELONGS, pressed: true }).waitFor();
    await button(strip(page), /^morgen 09:00$/).click();
    await strip(page).getByText('morgen 09:00 · Rückruf · zugesagt').waitFor();
    await button(strip(page), 'Abschließen').click();
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(3);
    await rows(page, 'Wiedervorlagen').getByText('morgen 09:00').waitFor();
  });

  it('any other day and time for the follow-up; another pick moves it; taken back it is gone', async () => {
    const { nadine, demo, phone } = centre();
    const { page } = nadine;
    demo.pbx.ring('known', phone('nadine'));
    await popOf(page, ERIKA).waitFor();
    phone('nadine').press('answer');
    await strip(page).getByText('Gespräch läuft').waitFor();
    await strip(page).getByRole('textbox', { name: 'Was ist zu tun?' }).fill('Vertrag prüfen');
    await button(strip(page), 'Anderer Zeitpunkt').click();
    const picker = page.getByRole('dialog', { name: 'Anderer Zeitpunkt' });
    await picker.getByRole('textbox', { name: 'Uhrzeit' }).fill('14.45');
    expect(await violationsOf(page)).toEqual([]);
    await button(picker, 'Übernehmen').click();
    await strip(page).getByText('heute 14:45 · Vertrag prüfen · zugesagt').waitFor();
    const booked = rows(page, 'Wiedervorlagen').filter({ hasText: 'Vertrag prüfen' });
    await booked.getByText('heute 14:45').waitFor();
    await button(strip(page), 'morgen 09:00').click();
    await booked.getByText('morgen 09:00').waitFor();
    await eventually(() => booked.count()).toBe(1);
    await button(strip(page), 'Zurücknehmen').click();
    await booked.waitFor({ state: 'detached' });
  });

  it('without the mouse: from the ring to the finished wrap-up', async () => {
    const { nadine, demo, phone } = centre();
    const { page } = nadine;
    const clicks = await countClicks(page);
    demo.pbx.ring('known', phone('nadine'));
    await popOf(page, ERIKA).waitFor();
    await page.keyboard.press('Alt+Enter');
    await title(page, ERIKA).waitFor();
    phone('nadine').press('answer');
    await strip(page).getByText('Gespräch läuft').waitFor();
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Zweites Gerät gewünscht.');
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await page.keyboard.press('Alt+3');
    await strip(page).getByRole('button', { name: 'Wiedervorlage', pressed: true }).waitFor();

    await tabTo(page, /^Neues Ticket/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Zweites Hausnotruf-Gerät');
    await page.keyboard.press('Enter');
    await rows(page, 'Offene Tickets').filter({ hasText: 'Zweites Hausnotruf-Gerät' }).waitFor();

    await tabTo(page, /^Was ist zu tun/);
    await page.keyboard.type('Angebot schicken');
    await page.keyboard.press('Alt+w');
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('in 1 Stunde');
    await page.keyboard.press('Enter');
    await strip(page)
      .getByText(/ · Angebot schicken · zugesagt$/)
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });

    const contact = rows(page, 'Letzte Kontakte').filter({ hasText: 'Zweites Gerät gewünscht.' });
    await contact.getByText('Wiedervorlage', { exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await title(page, 'Heute').waitFor();
    expect(await clicks()).toBe(0);
  });
}
