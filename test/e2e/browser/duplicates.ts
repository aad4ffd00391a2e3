import { expect, it } from 'vitest';
import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../new-id.ts';
import { eventually } from '../eventually.ts';
import { button, navigation, panel, rows, statusBar, title, unfold } from '../screen.ts';

const NUMBER = '0171 3920066';
const MINE = 'Ali Demir';
const THEIRS = 'Ali Demır';

/** Types a customer in, as one does on the customers' screen. @returns the id of the new sheet. */
async function typeIn({ page }: Desk, name: string): Promise<string> {
  await goTo(page, '/customers');
  await button(page, /^Neu anlegen/).click();
  const dialog = page.getByRole('dialog', { name: 'Kunden anlegen' });
  await dialog.getByRole('textbox', { name: 'Vor- und Nachname' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Telefon' }).fill(NUMBER);
  await button(dialog, 'Anlegen').click();
  await title(page, name).waitFor();
  return page.url().split('/').at(-1) ?? '';
}

async function note(desk: Desk, partyId: string, body: string): Promise<void> {
  const when = { id: newId(), partyId, body, occurredAt: Date.now(), outcome: null };
  await desk.run(interactionRecord, { type: 'note', direction: 'none', ...when });
}

/** Somebody else takes the chair. */
async function changeSeat({ ask, page }: Desk, login: string, password: string): Promise<void> {
  const centre = (await ask(settingsContract, 'get', {})).centre.url ?? '';
  await ask(sessionContract, 'signOut', {});
  await ask(sessionContract, 'signIn', { centre, tenant: 'kv-lindental', login, password });
  await statusBar(page)
    .getByText(/· online$/)
    .waitFor();
}

export function duplicates(centre: () => DemoCentre): void {
  it('story 5, the duplicate half: two desks make one caller; suggested after the sync, merged with both histories, undone', async () => {
    const { nadine, mehmet, line, demo } = centre();
    line.cut();
    await statusBar(nadine.page)
      .getByText(/· offline/)
      .waitFor();
    const mine = await typeIn(nadine, MINE);
    await note(nadine, mine, 'Aus Weidenau, ohne Leitung.');
    const theirs = await typeIn(mehmet, THEIRS);
    await note(mehmet, theirs, 'Aus der Zentrale.');
    const suggested = (desk: Desk) => async (): Promise<readonly string[]> => {
      const { pairs } = await desk.ask(duplicatesContract, 'suggestions', { limit: 50 });
      return pairs.flatMap(({ one, other }) =>
        [one.id, other.id].includes(mine) ? [[one.name, other.name].toSorted().join()] : [],
      );
    };
    expect(await suggested(nadine)()).toEqual([]);
    line.join();
    const both = [[MINE, THEIRS].toSorted().join()];
    await eventually(suggested(nadine)).toEqual(both);
    await eventually(suggested(mehmet)).toEqual(both);

    // Who types the same caller in once more is told, and one key opens what is there.
    await goTo(nadine.page, '/customers');
    await button(nadine.page, /^Neu anlegen/).click();
    const dialog = nadine.page.getByRole('dialog', { name: 'Kunden anlegen' });
    await dialog.getByRole('textbox', { name: 'Telefon' }).fill(NUMBER);
    await dialog.getByRole('textbox', { name: 'Vor- und Nachname' }).fill(MINE);
    await dialog.getByText('gleicher Name und gleiche Nummer').waitFor();
    await nadine.page.keyboard.press('Alt+Enter');
    await title(nadine.page, MINE).waitFor();

    // An agent sees it and leaves it to those who answer for the data.
    await unfold(nadine.page, 'Datenpflege');
    await navigation(nadine.page, 'Dubletten').click();
    const row = (page: Desk['page']) =>
      rows(page, 'Vorschläge').filter({ has: page.locator(`a[href$="${mine}"]`) });
    await row(nadine.page)
      .getByRole('button', { name: /^Vergleichen/ })
      .click();
    const comparing = nadine.page.getByRole('dialog', { name: 'Zusammenführen' });
    await comparing.getByText('Zusammenführen dürfen Teamleitung und Datenpflege.').waitFor();
    expect(await violationsOf(nadine.page)).toEqual([]);
    await nadine.page.keyboard.press('Escape');

    const { page } = mehmet;
    await changeSeat(mehmet, 'birgit', demo.password);
    try {
      await unfold(page, 'Datenpflege');
      await navigation(page, 'Dubletten').click();
      await row(page)
        .getByRole('button', { name: /^Vergleichen/ })
        .click();
      const compare = page.getByRole('dialog', { name: 'Zusammenführen' });
      await compare.getByRole('radio', { name: `Name: ${THEIRS}`, exact: true }).check();
      await button(compare, 'Zusammenführen').click();
      await page.getByRole('status').getByText('Zusammengeführt:').waitFor();
      const [survivor, dropped] = [mine, theirs].toSorted();
      const log = async (desk: Desk, partyId = ''): Promise<readonly string[]> =>
        (await desk.ask(interactionsContract, 'ofParty', { partyId, limit: 10 }))
          .map(({ body }) => body)
          .toSorted();
      const bothNotes = ['Aus Weidenau, ohne Leitung.', 'Aus der Zentrale.'].toSorted();
      await eventually(() => log(mehmet, survivor)).toEqual(bothNotes);
      await eventually(() => log(nadine, survivor)).toEqual(bothNotes);
      await eventually(suggested(nadine)).toEqual([]);

      // The old sheet leads to the one that stays, and says why.
      await goTo(page, `/customers/${dropped ?? ''}`);
      await page.waitForURL(new RegExp(`${survivor ?? ''}$`));
      await title(page, THEIRS).waitFor();
      await page
        .getByText(/zusammengeführt am \d\d\.\d\d\.\d{4} von Birgit Hoffmann\./)
        .first()
        .waitFor();
      expect(await rows(page, 'Letzte Kontakte').filter({ hasText: 'Aus ' }).count()).toBe(2);
      await panel(page, 'Zusammengeführt')
        .getByRole('button', { name: /^Rückgängig/ })
        .click();
      await page.getByRole('status').getByText('Wieder getrennt:').waitFor();
      await eventually(() => log(nadine, mine)).toEqual(['Aus Weidenau, ohne Leitung.']);
      await eventually(() => log(nadine, theirs)).toEqual(['Aus der Zentrale.']);
      await eventually(suggested(nadine)).toEqual(both);

      // "Nicht dieselbe Person" holds on every desk.
      await navigation(page, 'Dubletten').click();
      await row(page)
        .getByRole('button', { name: /^Nicht dieselbe Person/ })
        .click();
      await eventually(suggested(nadine)).toEqual([]);
    } finally {
      await changeSeat(mehmet, 'mehmet', demo.password);
    }
  });
}
