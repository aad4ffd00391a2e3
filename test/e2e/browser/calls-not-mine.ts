import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, navigation, popOf, rows, strip, title } from '../screen.ts';

const HUBER = 'Metzgerei Huber';

/** Whether a text holds the number, in any notation of its last eight digits. */
const spells = (text: string, number: string): boolean =>
  new RegExp([...number.slice(-8)].join('[ /().-]{0,3}')).test(text);

/** Calls without a name, and calls that somebody else takes, or nobody. */
export function callsNotMine(centre: () => DemoCentre): void {
  it('withheld: nothing is looked up, and the number is nowhere', async () => {
    const { nadine, mehmet, demo, phone } = centre();
    const { page } = nadine;
    demo.pbx.ring('withheld', phone('nadine'));
    await popOf(page, 'Unterdrückt').getByText('Es wurde nichts nachgeschlagen.').waitFor();
    const seen = [await page.content(), JSON.stringify(await nadine.ask(callsContract, 'live', {}))];
    phone('nadine').press('answer');
    await title(page, 'Unterdrückt').waitFor();
    await strip(page).getByText('Gespräch läuft').waitFor();
    seen.push(await page.content());
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').click();
    await navigation(page, 'Anrufe').click();
    await page.getByRole('row').filter({ hasText: 'Unterdrückt' }).first().waitFor();
    await eventually(
      async () => (await mehmet.ask(interactionsContract, 'calls', { limit: 1 }))[0],
    ).toMatchObject({ number: null, partyId: null, endReason: 'completed' });
    const calls = await mehmet.ask(interactionsContract, 'calls', { limit: 500 });
    seen.push(await page.content(), nadine.toPage.join(), mehmet.toPage.join(), JSON.stringify(calls));
    for (const text of seen) expect(spells(text, CALLERS.withheld.number)).toBe(false);
    // The same look finds those that were not withheld.
    expect(spells(nadine.toPage.join(), CALLERS.erikaBrandt.number)).toBe(true);
  });

  it('ring group: a colleague is faster; the pop closes and says who', async () => {
    const { nadine, mehmet, call, phone } = centre();
    call({ from: CALLERS.huber.number, to: ['nadine', 'mehmet', 'birgit'] });
    const pops = [nadine, mehmet].map(({ page }) => popOf(page, HUBER));
    await Promise.all(pops.map((pop) => pop.waitFor()));
    phone('birgit').press('answer');
    await Promise.all(pops.map((pop) => pop.getByText('angenommen: Birgit Hoffmann').waitFor()));
    await Promise.all(pops.map((pop) => pop.waitFor({ state: 'detached' })));
    expect(await nadine.ask(wrapUpContract, 'open', {})).toEqual([]);
    expect(await rows(nadine.page, 'Rückrufliste').filter({ hasText: HUBER }).count()).toBe(0);
  });

  it('missed: it stands in the list of callbacks until somebody has spoken to them', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const missed = rows(mehmet.page, 'Rückrufliste').filter({ hasText: HUBER });
    call({ from: CALLERS.huber.number, to: ['nadine'], patienceMs: 1_000 });
    await popOf(nadine.page, HUBER).getByText('Anrufer hat aufgelegt').waitFor();
    await missed.waitFor();
    await navigation(mehmet.page, 'Anrufe').click();
    await mehmet.page.getByRole('radiogroup').getByText('Verpasst').click();
    const line = mehmet.page.getByRole('row').filter({ hasText: HUBER });
    await line.getByText('Verpasst', { exact: true }).waitFor();
    expect(await line.count()).toBe(1);
    await navigation(mehmet.page, 'Heute').click();

    call({ from: CALLERS.huber.number, to: ['nadine'] });
    await popOf(nadine.page, HUBER).getByText('Eingehender Anruf').waitFor();
    phone('nadine').press('answer');
    await strip(nadine.page).getByText('Gespräch läuft').waitFor();
    phone('nadine').press('hang-up');
    await missed.waitFor({ state: 'detached' });
  });
}
