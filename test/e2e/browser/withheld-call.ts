import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, navigation, popOf, strip, title } from '../screen.ts';

/** Whether a text holds the number, in any notation of its last eight digits. */
const spells = (text: string, number: string): boolean =>
  new RegExp([...number.slice(-8)].join('[ /().-]{0,3}')).test(text);

/** Calls without a number. */
export function withheldCall(centre: () => DemoCentre): void {
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
}
