import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { taskReschedule } from '#shared/features/tasks/commands.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { violationsOf } from '../axe.ts';
import { inThreeClicks } from '../clicks.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { newId } from '../new-id.ts';
import { takePicture } from '../pictures.ts';
import {
  button,
  navigation,
  note,
  panel,
  popOf,
  reminders,
  rows,
  statusBar,
  strip,
  title,
  unfold,
} from '../screen.ts';
import { asSomebodyElse } from '../seat.ts';

const STORY = 5;
const ALI = 'Ali Demir';
const THEIRS = 'Ali Demır';
const NUMBER = '0221 4710801';
const SAID = 'Hausnotruf für die Mutter, bitte Angebot.';
const NOTED = 'Aus der Zentrale.';
const ABOUT = 'Angebot Hausnotruf';
const TO_DO = 'Angebot schicken';

/** Sheets of the one caller: made at the branch without a line, and at headquarters meanwhile. */
let mine = '';
let theirs = '';
let ticketNumber = '';

const idOnScreen = ({ page }: Desk): string => page.url().split('/').at(-1) ?? '';

/** Types a customer in, as one does on the customers' screen. @returns the id of the new sheet. */
async function typeIn(desk: Desk, name: string): Promise<string> {
  const { page } = desk;
  await goTo(page, '/customers');
  await button(page, /^Neu anlegen/).click();
  const dialog = page.getByRole('dialog', { name: 'Kunden anlegen' });
  await dialog.getByRole('textbox', { name: 'Vor- und Nachname' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Telefon' }).fill(NUMBER);
  await button(dialog, 'Anlegen').click();
  await title(page, name).waitFor();
  return idOnScreen(desk);
}

/** The two names, wherever they are suggested as one. */
const suggestedOn = (desk: Desk) => async (): Promise<readonly string[]> => {
  const { pairs } = await desk.ask(duplicatesContract, 'suggestions', { limit: 50 });
  return pairs.flatMap(({ one, other }) =>
    [one.id, other.id].includes(mine) ? [[one.name, other.name].toSorted().join()] : [],
  );
};
const BOTH = [[ALI, THEIRS].toSorted().join()];

const logOf = async (desk: Desk, partyId: string): Promise<readonly string[]> =>
  (await desk.ask(interactionsContract, 'ofParty', { partyId, limit: 10 }))
    .map(({ body }) => body)
    .toSorted();
const numbersOf = async (desk: Desk, partyId: string): Promise<readonly string[]> =>
  (await desk.ask(ticketsContract, 'openOf', { partyId })).map(({ number }) => number);

export function cablePulled(centre: () => DemoCentre): void {
  describe('story 5: cable pulled', () => {
    const suggestion = ({ page }: Desk) =>
      rows(page, 'Vorschläge').filter({ has: page.locator(`a[href$="${mine}"]`) });

    it('offline: a new caller, a ticket with its number, 14:30 and its signal; joined again all is there once, the number unchanged', async () => {
      const { nadine, mehmet, line, call, phone } = centre();
      const { page } = nadine;
      line.cut();
      await statusBar(page)
        .getByText(/^Stand \d\d:\d\d · offline · Zentrale nicht erreichbar/)
        .waitFor();

      call({ from: CALLERS.aliDemir.number, to: ['nadine'] });
      await popOf(page, NUMBER).getByText('Diese Nummer gehört zu keinem Kunden').waitFor();
      phone('nadine').press('answer');
      await title(page, NUMBER).waitFor();
      await inThreeClicks(page, STORY, 'make a customer of a caller', async () => {
        await button(page, 'Neu anlegen').click();
        const dialog = page.getByRole('dialog', { name: 'Kunden anlegen' });
        await dialog.getByRole('textbox', { name: 'Vor- und Nachname' }).fill(ALI);
        await button(dialog, 'Anlegen').click();
        await title(page, ALI).waitFor();
      });
      mine = idOnScreen(nadine);
      // The strip moves from the call's screen to the sheet.
      await panel(page, 'Offene Tickets').waitFor();
      await note(page).fill(SAID);
      await strip(page).getByText('gespeichert', { exact: true }).waitFor();
      phone('nadine').press('hang-up');
      await inThreeClicks(page, STORY, 'make a ticket', async () => {
        await button(strip(page), 'Neues Ticket').click();
        await strip(page).getByRole('textbox', { name: 'Worum geht es?' }).fill(ABOUT);
        await button(strip(page), 'Anlegen').click();
        await rows(page, 'Offene Tickets').filter({ hasText: ABOUT }).waitFor();
      });
      const row = rows(page, 'Offene Tickets').filter({ hasText: ABOUT });
      ticketNumber = /\d{2}-\d{6,}-\d/.exec(await row.innerText())?.[0] ?? '';
      expect(parseTicketNumber(ticketNumber)).toBe(ticketNumber);
      await inThreeClicks(page, STORY, 'book a follow-up at 14:30', async () => {
        await strip(page).getByRole('textbox', { name: 'Was ist zu tun?' }).fill(TO_DO);
        await button(strip(page), 'Anderer Zeitpunkt').click();
        const picker = page.getByRole('dialog', { name: 'Anderer Zeitpunkt' });
        await picker.getByRole('textbox', { name: 'Uhrzeit' }).fill('14.30');
        await button(picker, 'Übernehmen').click();
        await strip(page).getByText(`heute 14:30 · ${TO_DO} · zugesagt`).waitFor();
      });
      await inThreeClicks(page, STORY, 'log the call', async () => {
        await button(strip(page), 'Abschließen').click();
        await strip(page).waitFor({ state: 'detached' });
      });
      await takePicture(page, join(ARTIFACTS, 'story-5-offline.png'));

      // Nobody waits here until half past two: brought forward, by a command that waits for the line as the others do.
      const [task] = await nadine.ask(tasksContract, 'openOf', { partyId: mine });
      const move = (dueAt: number): Promise<void> =>
        nadine.run(taskReschedule, { id: task?.id ?? '', dueAt, dueHasTime: true });
      await move(Date.now() + 1_000);
      const signal = reminders(page).filter({ hasText: `${ALI} – ${TO_DO}` });
      await signal.getByText(/^Fällig heute/).waitFor();
      await statusBar(page)
        .getByText(/· offline .*\d+ ungesendet/)
        .waitFor();
      await button(signal, '10 min später').click();
      await signal.waitFor({ state: 'detached' });
      await move(task?.dueAt ?? 0);

      expect(await mehmet.ask(partiesContract, 'search', { text: ALI, limit: 5 })).toEqual([]);
      theirs = await typeIn(mehmet, THEIRS);
      const noted = { id: newId(), partyId: theirs, body: NOTED, occurredAt: Date.now(), outcome: null };
      await mehmet.run(interactionRecord, { type: 'note', direction: 'none', ...noted });
      expect(await suggestedOn(nadine)()).toEqual([]);

      line.join();
      await statusBar(page)
        .getByText(/^Stand \d\d:\d\d · online$/)
        .waitFor();
      await eventually(() => numbersOf(mehmet, mine)).toEqual([ticketNumber]);
      await eventually(() => logOf(mehmet, mine)).toEqual([SAID]);
      await eventually(() => mehmet.ask(tasksContract, 'openOf', { partyId: mine })).toMatchObject([
        { title: TO_DO, dueAt: task?.dueAt, promised: true },
      ]);
      await eventually(suggestedOn(nadine)).toEqual(BOTH);
      await eventually(suggestedOn(mehmet)).toEqual(BOTH);

      // Who types him in once more is told, and one key opens what is there.
      await goTo(page, '/customers');
      await button(page, /^Neu anlegen/).click();
      const dialog = page.getByRole('dialog', { name: 'Kunden anlegen' });
      await dialog.getByRole('textbox', { name: 'Telefon' }).fill(NUMBER);
      await dialog.getByRole('textbox', { name: 'Vor- und Nachname' }).fill(ALI);
      await dialog.getByText('gleicher Name und gleiche Nummer').waitFor();
      await page.keyboard.press('Alt+Enter');
      await title(page, ALI).waitFor();

      // An agent sees the pair and leaves it to those who answer for the data.
      await unfold(page, 'Datenpflege');
      await navigation(page, 'Dubletten').click();
      await button(suggestion(nadine), /^Vergleichen/).click();
      const comparing = page.getByRole('dialog', { name: 'Zusammenführen' });
      await comparing.getByText('Zusammenführen dürfen Teamleitung und Datenpflege.').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('merged in three clicks with both histories and the ticket, undone in one; "not the same" holds on every desk', async () => {
      const { nadine, mehmet } = centre();
      const { page } = mehmet;
      const [survivor = '', dropped = ''] = [mine, theirs].toSorted();
      const both = [SAID, NOTED].toSorted();
      await asSomebodyElse(centre(), mehmet, ['mehmet', 'birgit'], async () => {
        await page.keyboard.press('g');
        await page.keyboard.press('m');
        await inThreeClicks(page, STORY, 'merge a duplicate', async () => {
          await button(suggestion(mehmet), /^Vergleichen/).click();
          const compare = page.getByRole('dialog', { name: 'Zusammenführen' });
          await compare.getByRole('radio', { name: `Name: ${THEIRS}`, exact: true }).check();
          await takePicture(page, join(ARTIFACTS, 'story-5-merge.png'));
          await button(compare, 'Zusammenführen').click();
          await page.getByRole('status').getByText('Zusammengeführt:').waitFor();
        });
        for (const desk of [mehmet, nadine]) {
          await eventually(() => logOf(desk, survivor)).toEqual(both);
          expect(await numbersOf(desk, survivor)).toEqual([ticketNumber]);
        }
        await eventually(suggestedOn(nadine)).toEqual([]);

        // The old sheet leads to the one that stays, and says why.
        await goTo(page, `/customers/${dropped}`);
        await page.waitForURL(new RegExp(`${survivor}$`));
        await title(page, THEIRS).waitFor();
        await page
          .getByText(/zusammengeführt am \d\d\.\d\d\.\d{4} von Birgit Hoffmann\./)
          .first()
          .waitFor();
        for (const said of both) await rows(page, 'Letzte Kontakte').filter({ hasText: said }).waitFor();
        expect(
          await inThreeClicks(page, STORY, 'undo the merge', async () => {
            await panel(page, 'Zusammengeführt')
              .getByRole('button', { name: /^Rückgängig/ })
              .click();
            await page.getByRole('status').getByText('Wieder getrennt:').waitFor();
          }),
        ).toBe(1);
        await eventually(() => logOf(nadine, mine)).toEqual([SAID]);
        await eventually(() => logOf(nadine, theirs)).toEqual([NOTED]);
        expect(await numbersOf(nadine, mine)).toEqual([ticketNumber]);
        await eventually(suggestedOn(nadine)).toEqual(BOTH);

        await goTo(page, '/duplicates');
        await button(suggestion(mehmet), /^Nicht dieselbe Person/).click();
        await eventually(suggestedOn(nadine)).toEqual([]);
      });
    });
  });
}
