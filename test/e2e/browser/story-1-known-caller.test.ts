import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { keepClicks } from '../clicks.ts';
import { eventually } from '../eventually.ts';
import { button, note, popOf, rows, strip, THURSDAY, title } from '../screen.ts';
import { tellStory } from '../story.ts';
import { countClicks } from '../watch.ts';

const ERIKA = 'Erika Brandt';
const TICKET = '26-004711-9';
const RESULT = 'Funkfinger wird getauscht, Techniker kommt.';

describe('story 1: known caller', () => {
  const centre = tellStory();

  it('pop with ticket and last contact; result typed, "Techniker Do 10:00" picked: linked, dated, three clicks', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    const clicks = await countClicks(page);
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    const pop = popOf(page, ERIKA);
    await pop.getByText('0221 4710612').waitFor();
    await pop.getByText('Genau diese Nummer ist hinterlegt').waitFor();
    await pop.getByText('1 offenes Ticket: Hausnotruf-Funkfinger defekt').waitFor();
    await pop.getByText(/^Letzter Kontakt vorgestern, Birgit Hoffmann: Funkfinger reagiert/).waitFor();
    phone('nadine').press('answer');
    await title(page, ERIKA).waitFor();
    await rows(page, 'Offene Tickets').filter({ hasText: TICKET }).waitFor();
    await page.keyboard.press('Alt+n');
    await page.keyboard.type(RESULT);
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();

    await button(strip(page), /^Gehört zu ?26-004711-9/).click();
    await strip(page).getByRole('textbox', { name: 'Was ist zu tun?' }).fill('Techniker');
    const thursday = button(strip(page), THURSDAY);
    const when = await thursday.innerText();
    await thursday.click();
    await strip(page).getByText(`${when} · Techniker · zugesagt`).waitFor();
    await button(strip(page), 'Abschließen').click();
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(3);
    keepClicks(1, 'log a call to its ticket, with a follow-up', await clicks());

    await rows(page, 'Wiedervorlagen').filter({ hasText: 'Techniker' }).getByText(THURSDAY).waitFor();
    const { ticket } = await nadine.ask(ticketsContract, 'byNumber', { number: TICKET });
    await eventually(async () => {
      const to = { type: 'ticket', id: ticket?.id ?? '' };
      const linked = await nadine.ask(interactionsContract, 'linkedTo', { to });
      return linked.filter(({ body }) => body === RESULT);
    }).toMatchObject([{ type: 'call', partyName: ERIKA }]);
    await eventually(async () => {
      const partyId = ticket?.partyId ?? '';
      const lines = await mehmet.ask(interactionsContract, 'ofParty', { partyId, limit: 20 });
      return lines.filter(({ body }) => body === RESULT).length;
    }).toBe(1);
  });

  it('is told without the mouse', async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    const clicks = await countClicks(page);
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    await popOf(page, ERIKA).waitFor();
    await page.keyboard.press('Alt+Enter');
    await title(page, ERIKA).waitFor();
    phone('nadine').press('answer');
    await strip(page).getByText('Gespräch läuft').waitFor();
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Fragt nach dem Termin.');
    await page.keyboard.press('Alt+t');
    await strip(page)
      .getByRole('button', { name: /^Gehört zu ?26-004711-9/, pressed: true })
      .waitFor();
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await note(page).press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });
    await rows(page, 'Letzte Kontakte').filter({ hasText: 'Fragt nach dem Termin.' }).waitFor();
    expect(await clicks()).toBe(0);
  });
});
