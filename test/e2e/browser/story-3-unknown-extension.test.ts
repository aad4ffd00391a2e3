import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { takePicture } from '../pictures.ts';
import { button, popOf, strip, title, typing } from '../screen.ts';
import { tellStory } from '../story.ts';
import { countClicks } from '../watch.ts';

const KESSLER = 'Kessler Metallbau GmbH';
const UTE = 'Ute Sander';
const JENS = 'Jens Kessler';

describe('story 3: unknown extension', () => {
  const centre = tellStory();

  it('the firm as a guess, its people by branch and department; "Durchwahl merken" by key: every desk knows her', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    const clicks = await countClicks(page);
    const from = CALLERS.kesslerExtension.number;
    call({ from, to: ['nadine'] });
    const pop = popOf(page, `~ ${KESSLER}`);
    await pop.getByText('Hauptnummer passt, Durchwahl 47 unbekannt').waitFor();
    await pop.getByRole('heading', { name: 'Niederlassung Kreuzberg › Einkauf' }).waitFor();
    await pop.getByRole('heading', { name: 'Niederlassung Potsdam › Werkstatt' }).waitFor();
    const choices = pop.getByRole('list', { name: 'Wer spricht?' }).getByRole('button');
    await eventually(() => choices.allInnerTexts()).toEqual([
      expect.stringContaining(KESSLER),
      expect.stringMatching(/Ute Sander[^]*Leitung Einkauf/),
      expect.stringContaining(JENS),
    ]);
    expect(await nadine.ask(callsContract, 'live', {})).toMatchObject([
      { match: { rule: 'stem', extension: '47' }, party: null },
    ]);
    expect(await violationsOf(page)).toEqual([]);
    await takePicture(page, join(ARTIFACTS, 'story-3-pop.png'));

    await page.keyboard.press('Alt+2');
    await title(page, UTE).waitFor();
    await page.getByText(`Durchwahl 47 gehört zu ${UTE}?`).first().waitFor();
    await page.keyboard.press('Alt+m');
    await page.getByRole('status').getByText('Durchwahl gemerkt').waitFor();
    await eventually(() => button(page, 'Durchwahl merken').count()).toBe(0);
    phone('nadine').press('answer');
    await strip(page).getByText('Gespräch läuft').waitFor();
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await page.keyboard.press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(0);

    const reaches = async (): Promise<readonly string[]> =>
      (await mehmet.ask(partiesContract, 'search', { text: from, limit: 5 })).map(({ name }) => name);
    await eventually(reaches).toContain(UTE);
    call({ from, to: ['mehmet'] });
    await popOf(mehmet.page, UTE).getByText('Genau diese Nummer ist hinterlegt').waitFor();
  });

  it('a number that was wrongly attributed is put right by one key, and undone; every desk learns', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    const from = CALLERS.huber.number;
    const SHOP = 'Metzgerei Huber';
    const rule = async () =>
      (await mehmet.ask(partiesContract, 'search', { text: from, limit: 5 })).map(({ name }) => name);
    const correct = async (): Promise<void> => {
      const dialog = page.getByRole('dialog', { name: 'Falsch zugeordnet: wer war es?' });
      await typing(dialog);
      await page.keyboard.type(JENS);
      await dialog.page().getByRole('option').filter({ hasText: JENS }).first().waitFor();
      await page.keyboard.press('Enter');
      expect(await violationsOf(page)).toEqual([]);
      await button(dialog, 'Berichtigen').press('Enter');
      await title(page, JENS).waitFor();
      await page.getByRole('status').getByText(`Die Nummer gehört jetzt ${JENS}.`).waitFor();
    };
    const clicks = await countClicks(page);
    call({ from, to: ['nadine'] });
    await button(popOf(page, SHOP), /^Falsch zugeordnet/).waitFor();
    await page.keyboard.press('Alt+k');
    await correct();
    await takePicture(page, join(ARTIFACTS, 'story-3-corrected.png'));
    await eventually(() => nadine.ask(callsContract, 'live', {})).toMatchObject([
      { match: { rule: 'exact' } },
    ]);
    await eventually(rule).toContain(JENS);
    await page.keyboard.press('Control+z');
    await eventually(rule).not.toContain(JENS);
    await popOf(page, SHOP).waitFor();
    phone('nadine').press('answer');
    // A mark beside the name says that they are no customer yet.
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${SHOP}`) }).waitFor();
    // Said on the sheet as well as in the pop, with the same key.
    await page.keyboard.press('Alt+k');
    await correct();
    phone('nadine').press('hang-up');
    await button(strip(page), 'Abschließen').waitFor();
    await page.keyboard.press('Control+Enter');
    await strip(page).waitFor({ state: 'detached' });
    expect(await clicks()).toBe(0);

    await eventually(rule).toContain(JENS);
    call({ from, to: ['mehmet'] });
    await popOf(mehmet.page, JENS).getByText('Genau diese Nummer ist hinterlegt').waitFor();
  });

  it('a former number is a hint, and nobody’s call', async () => {
    const { nadine, mehmet, call, phone } = centre();
    const { page } = nadine;
    const from = CALLERS.janaReuter.number;
    call({ from, to: ['nadine'] });
    await popOf(page, 'Jana Reuter').waitFor();
    await page.keyboard.press('Alt+k');
    const dialog = page.getByRole('dialog', { name: 'Falsch zugeordnet: wer war es?' });
    await dialog.getByRole('radio', { name: /^Sie gehört Jana Reuter nicht mehr/ }).check();
    await button(dialog, 'Berichtigen').click();
    await page.getByRole('status').getByText('Als frühere Nummer vermerkt.').waitFor();
    phone('nadine').press('answer');
    phone('nadine').press('hang-up');
    await eventually(
      async () => (await mehmet.ask(partiesContract, 'search', { text: from, limit: 5 })).length,
    ).toBe(0);

    call({ from, to: ['mehmet'] });
    const pop = popOf(mehmet.page, '089 99998640');
    await pop.getByText('frühere Nummer von Jana Reuter – niemandem zugeordnet').waitFor();
    expect(await mehmet.ask(callsContract, 'live', {})).toMatchObject([
      { party: null, match: { rule: 'unknown', candidates: [] } },
    ]);
  });
});
