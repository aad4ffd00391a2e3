import { expect, it } from 'vitest';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, note, openSheet, popOf, rows, statusBar, strip, title } from '../screen.ts';

const ALI = 'Ali Demir';
const NUMBER = '+491713920055';

export function lineCut(centre: () => DemoCentre): void {
  it('line cut: everything goes on, a ticket has its real number; joined again, it is there once', async () => {
    const { nadine, mehmet, line, call, phone } = centre();
    const { page } = nadine;
    line.cut();
    await statusBar(page)
      .getByText(/^Stand \d\d:\d\d · offline · Zentrale nicht erreichbar/)
      .waitFor();

    call({ from: NUMBER, to: ['nadine'] });
    await popOf(page, '0171 3920055').getByText('Diese Nummer gehört zu keinem Kunden').waitFor();
    phone('nadine').press('answer');
    await title(page, '0171 3920055').waitFor();
    await button(page, 'Neu anlegen').click();
    const dialog = page.getByRole('dialog', { name: 'Kunden anlegen' });
    await dialog.getByRole('textbox', { name: 'Vor- und Nachname' }).fill(ALI);
    await button(dialog, 'Anlegen').click();
    await title(page, ALI).waitFor();
    await note(page).fill('Hausnotruf für die Mutter, bitte Angebot.');
    phone('nadine').press('hang-up');
    await button(strip(page), 'Neues Ticket').click();
    await strip(page).getByRole('textbox', { name: 'Worum geht es?' }).fill('Angebot Hausnotruf');
    await button(strip(page), 'Anlegen').click();
    const row = rows(page, 'Offene Tickets').filter({ hasText: 'Angebot Hausnotruf' });
    const number = /\d{2}-\d{6,}-\d/.exec(await row.innerText())?.[0] ?? '';
    expect(parseTicketNumber(number)).toBe(number);
    await button(strip(page), 'in 1 Stunde').click();
    await rows(page, 'Wiedervorlagen').filter({ hasText: 'Rückruf' }).waitFor();
    await button(strip(page), 'Abschließen').click();
    await strip(page).waitFor({ state: 'detached' });
    await statusBar(page)
      .getByText(/\d+ ungesendet$/)
      .waitFor();
    expect(await mehmet.ask(partiesContract, 'search', { text: ALI, limit: 5 })).toEqual([]);

    line.join();
    await statusBar(page)
      .getByText(/^Stand \d\d:\d\d · online$/)
      .waitFor();
    await eventually(() => mehmet.ask(partiesContract, 'search', { text: ALI, limit: 5 })).toHaveLength(1);
    await openSheet(mehmet.page, ALI);
    await rows(mehmet.page, 'Letzte Kontakte').filter({ hasText: 'Hausnotruf für die Mutter' }).waitFor();
    await rows(mehmet.page, 'Offene Tickets').filter({ hasText: number }).waitFor();
    await rows(mehmet.page, 'Wiedervorlagen').filter({ hasText: 'Rückruf' }).waitFor();
    const [party] = await mehmet.ask(partiesContract, 'search', { text: ALI, limit: 5 });
    const partyId = party?.id ?? '';
    expect(await mehmet.ask(interactionsContract, 'ofParty', { partyId, limit: 10 })).toHaveLength(1);
    expect(await mehmet.ask(ticketsContract, 'openOf', { partyId })).toMatchObject([{ number }]);
    expect(await mehmet.ask(tasksContract, 'openOf', { partyId })).toHaveLength(1);
  });
}
