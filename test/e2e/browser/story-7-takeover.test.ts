import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { staffOf } from '#demo/data/staff.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { violationsOf } from '../axe.ts';
import { keepClicks } from '../clicks.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { newId } from '../new-id.ts';
import { takePicture } from '../pictures.ts';
import { button, rows } from '../screen.ts';
import { tellStory } from '../story.ts';
import { countClicks } from '../watch.ts';

const HUBER = 'Metzgerei Huber';
const TITLE = 'Rückruf wegen Betriebsverpflegung';
const MINUTE = 60_000;

/** As the page writes it: its time zone is not this machine's. */
const clockOn = (page: Page, at: number): Promise<string> =>
  page.evaluate((ms) => new Intl.DateTimeFormat('de', { hour: '2-digit', minute: '2-digit' }).format(ms), at);

const expectedOn = (page: Page): Locator => rows(page, 'Erwartete Anrufe').filter({ hasText: TITLE });

/** The task as that desk lists it for whoever sits there. */
async function listedOn({ ask }: Desk) {
  const mine = await ask(tasksContract, 'mine', { until: Date.now() + 30 * 24 * 60 * MINUTE });
  return mine.find(({ title }) => title === TITLE);
}

describe('story 7: takeover', () => {
  const centre = tellStory();

  it('Kröger away, Yıldız stands in: Huber’s call at its time, tried twice in vain, moved; on her return it is hers', async () => {
    const { nadine, mehmet } = centre();
    const kröger = staffOf('nadine');
    const yıldız = staffOf('mehmet');
    const [huber] = await nadine.ask(partiesContract, 'search', { text: HUBER, limit: 1 });
    const dueAt = Date.now() + 15 * MINUTE;
    await nadine.run(taskCreate, {
      ...{ id: newId(), kind: 'callback', title: TITLE, partyId: huber?.id ?? '', assigneeId: kröger.id },
      ...{ dueAt, dueHasTime: true, promised: true, from: null },
    });
    await goTo(nadine.page, '/');
    await expectedOn(nadine.page).waitFor();
    await eventually(async () => listedOn(mehmet)).toBeUndefined();

    // Away until tomorrow.
    await goTo(nadine.page, '/absences');
    const reporting = await countClicks(nadine.page);
    await nadine.page.getByLabel('Bis einschließlich').fill(dayOf(Date.now() + 24 * 60 * MINUTE));
    await nadine.page.getByRole('combobox', { name: 'Vertretung' }).click();
    await nadine.page.getByRole('option', { name: yıldız.name }).click();
    await button(nadine.page, 'Melden').click();
    await nadine.page
      .getByText(/^Sie sind abwesend gemeldet bis .* erledigt Mehmet Yıldız\.$/)
      .first()
      .waitFor();
    keepClicks(7, 'report an absence with a deputy', await reporting());
    expect(await violationsOf(nadine.page)).toEqual([]);
    await takePicture(nadine.page, join(ARTIFACTS, 'story-7-away.png'));

    const { page } = mehmet;
    await goTo(page, '/');
    const row = expectedOn(page);
    await row.getByText(`${await clockOn(page, dueAt)} erwartet ${HUBER} Anruf`).waitFor();
    await row.getByText('in Vertretung für Nadine Kröger').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await takePicture(page, join(ARTIFACTS, 'story-7-today.png'));
    await goTo(nadine.page, '/');
    await expectedOn(nadine.page).getByText('Vertretung: Mehmet Yıldız').waitFor();

    const trying = await countClicks(page);
    const again = `${TITLE}: nicht erreicht, wieder`;
    await button(row, again).click();
    await button(page.getByRole('dialog', { name: again }), 'in 1 Stunde').click();
    await row.getByText('1× nicht erreicht').waitFor();
    expect(await trying()).toBe(2);
    keepClicks(7, 'not reached, again in an hour', await trying());

    // The second time by key alone.
    await button(row, `${TITLE} erledigen`).focus();
    await page.keyboard.press('n');
    const asked = page.getByRole('dialog', { name: again });
    await asked
      .getByRole('list', { name: 'Bisherige Versuche' })
      .getByText(/Mehmet Yıldız – verschoben auf/)
      .waitFor();
    await button(asked, 'in 1 Stunde').focus();
    await page.keyboard.press('Enter');
    await row.getByText('2× nicht erreicht').waitFor();
    expect(await trying()).toBe(2);
    await eventually(async () => (await listedOn(nadine))?.attempts).toBe(2);
    const moved = await listedOn(nadine);
    expect(moved?.dueAt).toBeGreaterThan(dueAt + 30 * MINUTE);
    expect(moved).toMatchObject({ mine: false, assigneeName: kröger.name, deputy: { name: yıldız.name } });
    const history = await mehmet.ask(tasksContract, 'attempts', { id: moved?.id ?? '' });
    expect(history.map(({ staffName }) => staffName)).toEqual([yıldız.name, yıldız.name]);

    // Back: one click, and nothing has to be given back.
    const returning = await countClicks(nadine.page);
    await button(nadine.page, 'Ich bin wieder da').click();
    await row.waitFor({ state: 'detached' });
    expect(await returning()).toBe(1);
    keepClicks(7, 'be back', await returning());
    const back = expectedOn(nadine.page);
    await back.getByText('2× nicht erreicht').waitFor();
    await eventually(() => back.getByText(/Vertretung/).count()).toBe(0);
    expect(await listedOn(nadine)).toMatchObject({ mine: true, deputy: null, dueAt: moved?.dueAt });
    expect(await listedOn(mehmet)).toBeUndefined();
  });

  it('is told with the line cut: reported, worked on and ended offline, the same on both once it is back', async () => {
    const { nadine, mehmet, line } = centre();
    await goTo(nadine.page, '/');
    const before = await listedOn(nadine);
    expect(before).toMatchObject({ mine: true });
    line.cut();
    await goTo(nadine.page, '/absences');
    await nadine.page.getByLabel('Bis einschließlich').fill(dayOf(Date.now() + 24 * 60 * MINUTE));
    await nadine.page.getByRole('combobox', { name: 'Vertretung' }).click();
    await nadine.page.getByRole('option', { name: staffOf('mehmet').name }).click();
    await button(nadine.page, 'Melden').click();
    await button(nadine.page, 'Ich bin wieder da').waitFor();
    expect(await listedOn(nadine)).toMatchObject({ mine: false });
    expect(await listedOn(mehmet)).toBeUndefined();
    line.join();
    await eventually(async () => (await listedOn(mehmet))?.mine).toBe(true);
    await button(nadine.page, 'Ich bin wieder da').click();
    await eventually(() => listedOn(mehmet)).toBeUndefined();
    expect(await listedOn(nadine)).toMatchObject({ mine: true, deputy: null });
  });
});
