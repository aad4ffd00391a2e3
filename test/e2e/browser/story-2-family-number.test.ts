import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { keepClicks } from '../clicks.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { button, note, openSheet, popOf, rows, strip, title } from '../screen.ts';
import { tellStory } from '../story.ts';
import { countClicks } from '../watch.ts';

const FAMILY = '0221 4710733';
const ERIKA = 'Erika Brandt';
const FRANK = 'Frank Brandt';

async function saidOn({ ask }: Desk, name: string, body: string): Promise<readonly InteractionLine[]> {
  const [party] = await ask(partiesContract, 'search', { text: name, limit: 1 });
  const lines = await ask(interactionsContract, 'ofParty', { partyId: party?.id ?? '', limit: 50 });
  return lines.filter((line) => line.body === body);
}

describe('story 2: family number', () => {
  const centre = tellStory();

  it('Erika, Frank or the household: Frank, "für Erika"; one entry, on both sheets once', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    const body = 'Sohn fragt nach dem Techniker.';
    const clicks = await countClicks(page);
    call({ from: CALLERS.familyBrandt.number, to: ['nadine'] });
    const choices = popOf(page, FAMILY).getByRole('list', { name: 'Wer spricht?' }).getByRole('button');
    await eventually(() => choices.allInnerTexts()).toEqual([
      expect.stringContaining(ERIKA),
      expect.stringContaining(FRANK),
      expect.stringContaining('Familie Brandt'),
    ]);
    expect(await nadine.ask(callsContract, 'live', {})).toMatchObject([{ party: null }]);
    await choices.nth(1).click();
    await title(page, FRANK).waitFor();
    phone('nadine').press('answer');
    await button(strip(page), new RegExp(`^für ${ERIKA}`)).click();
    // Her sheet, with her tickets: the call is hers, spoken with him.
    await title(page, ERIKA).waitFor();
    await strip(page).getByText(`${FRANK} spricht für ${ERIKA}`).waitFor();
    await button(strip(page), /^Gehört zu ?26-004711-9/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Alt+n');
    await page.keyboard.type(body);
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').click();
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(3);
    keepClicks(2, 'choose who speaks and for whom, log the call', await clicks());

    for (const desk of [nadine, mehmet]) {
      await eventually(async () => (await saidOn(desk, ERIKA, body)).length).toBe(1);
      const [onHers] = await saidOn(desk, ERIKA, body);
      const onHis = await saidOn(desk, FRANK, body);
      expect(onHis.map(({ id }) => id)).toEqual([onHers?.id]);
      expect(onHers).toMatchObject({
        partyName: ERIKA,
        participants: [{ name: FRANK, role: 'spoken-with' }],
      });
    }
    for (const name of [ERIKA, FRANK]) {
      await openSheet(mehmet.page, name);
      const entries = rows(mehmet.page, 'Letzte Kontakte').filter({ hasText: body });
      await entries.first().waitFor();
      await eventually(() => entries.count()).toBe(1);
    }
  });

  it('the next time it is a hint beside Frank, and nobody is chosen; keyboard only, and taken back', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = mehmet;
    const body = 'Doch nur für sich selbst.';
    const clicks = await countClicks(page);
    call({ from: CALLERS.familyBrandt.number, to: ['mehmet'] });
    const choices = popOf(page, FAMILY).getByRole('list', { name: 'Wer spricht?' }).getByRole('button');
    await choices
      .filter({ hasText: FRANK })
      .getByText(/^zuletzt gesprochen, .*, für Erika Brandt$/)
      .waitFor();
    await eventually(() => choices.filter({ hasText: 'zuletzt gesprochen' }).count()).toBe(1);
    expect(await mehmet.ask(callsContract, 'live', {})).toMatchObject([{ party: null }]);
    const place = (await choices.allInnerTexts()).findIndex((text) => text.includes(FRANK));
    await page.keyboard.press(`Alt+${place + 1}`);
    await title(page, FRANK).waitFor();
    phone('mehmet').press('answer');
    await strip(page).getByText('Gespräch läuft').waitFor();
    await strip(page)
      .getByRole('button', { name: new RegExp(`^für ${ERIKA}`) })
      .waitFor();
    const order = await strip(page)
      .getByRole('button', { name: /^für [A-Z]/ })
      .allInnerTexts();
    await page.keyboard.press('Alt+f');
    await page.keyboard.press(String(order.findIndex((text) => text.includes(ERIKA)) + 1));
    await title(page, ERIKA).waitFor();
    await strip(page).getByText(`${FRANK} spricht für ${ERIKA}`).waitFor();
    await page.keyboard.press('Control+z');
    await title(page, FRANK).waitFor();
    await page.keyboard.press('Alt+n');
    await page.keyboard.type(body);
    phone('mehmet').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await note(page).press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(0);
    await eventually(async () => (await saidOn(nadine, FRANK, body)).length).toBe(1);
    expect(await saidOn(nadine, ERIKA, body)).toEqual([]);
  });
});
