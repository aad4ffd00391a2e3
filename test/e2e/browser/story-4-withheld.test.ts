import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { eventually } from '../eventually.ts';
import { button, note, popOf, rows, strip, title } from '../screen.ts';
import { tellStory } from '../story.ts';
import { countClicks } from '../watch.ts';

const TICKET = '26-004803-0';
const KESSLER = 'Kessler Metallbau GmbH';

describe('story 4: withheld', () => {
  const centre = tellStory();

  it('nothing is looked up; the check digit refuses a slip; a question stands before the data; keyboard only', async () => {
    const { mehmet, demo, phone } = centre();
    const { page } = mehmet;
    const { ticket } = await mehmet.ask(ticketsContract, 'byNumber', { number: TICKET });
    const kessler = ticket?.partyId ?? '';
    const clicks = await countClicks(page);
    demo.pbx.ring('withheld', phone('mehmet'));
    await popOf(page, 'Unterdrückt').getByText('Es wurde nichts nachgeschlagen').waitFor();
    phone('mehmet').press('answer');
    await title(page, 'Unterdrückt').waitFor();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('26-004830-0');
    await page.getByText('Die Prüfziffer passt nicht').first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(TICKET);
    await page.getByRole('option').filter({ hasText: TICKET }).waitFor();
    await page.keyboard.press('Enter');

    await title(page, 'Wer ist am Apparat?').waitFor();
    await page.getByText('Industriestraße 4, 10963 Berlin').first().waitFor();
    await page.getByText('K-20017').first().waitFor();
    expect(await page.getByText('Erste-Hilfe-Kurs').count()).toBe(0);
    expect(await mehmet.ask(callsContract, 'live', {})).toMatchObject([{ party: null }]);
    expect(await violationsOf(page)).toEqual([]);

    await page.keyboard.press('Alt+j');
    await title(page, `Ticket ${TICKET}`).waitFor();
    expect(await mehmet.ask(callsContract, 'live', {})).toMatchObject([{ party: { id: kessler } }]);
    await page.getByRole('main').getByRole('link', { name: KESSLER }).first().press('Enter');
    await title(page, KESSLER).waitFor();
    await rows(page, 'Offene Tickets').filter({ hasText: TICKET }).waitFor();
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Fragt nach dem Kurstermin.');
    await page.keyboard.press('Alt+t');
    await strip(page)
      .getByRole('button', { name: /^Gehört zu ?26-004803-0/, pressed: true })
      .waitFor();
    phone('mehmet').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await note(page).press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(0);

    // All that was said about it, in order, on every desk; the number in none of it.
    const { nadine } = centre();
    const to = { type: 'ticket', id: ticket?.id ?? '' };
    await eventually(async () =>
      (await nadine.ask(interactionsContract, 'linkedTo', { to })).map(({ body }) => body),
    ).toContain('Fragt nach dem Kurstermin.');
    const lines = await nadine.ask(interactionsContract, 'ofParty', {
      partyId: kessler,
      limit: 50,
    });
    const times = lines.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(lines[0]).toMatchObject({ body: 'Fragt nach dem Kurstermin.', number: null });
    expect(JSON.stringify(lines)).not.toContain(CALLERS.withheld.number.slice(-7));
  });
});
