import { expect, it } from 'vitest';
import { partyCreate, partyEdit } from '#shared/features/parties/commands.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { newId } from '../new-id.ts';
import { goTo } from '../desk.ts';
import { button, rows, statusBar, title } from '../screen.ts';

/** What a person sees of it when two desks wrote the same while one of them was cut off. */
export function conflict(centre: () => DemoCentre): void {
  it('both changed it: the late value waits in both inboxes, is taken by keyboard, and the other sees it', async () => {
    const { nadine, mehmet, line } = centre();
    const { page } = nadine;
    const [erika] = await nadine.ask(partiesContract, 'search', { text: 'Erika Brandt', limit: 1 });
    const id = erika?.id ?? '';
    const cityOn = async (desk: typeof nadine) => (await desk.ask(partiesContract, 'head', { id }))?.city;
    const blank = { customerNo: null, street: null, postalCode: null, city: null, note: '', contacts: [] };
    const twice = newId();
    const create = (desk: typeof nadine, name: string): Promise<void> =>
      desk.run(partyCreate, {
        id: twice,
        kind: 'person',
        status: 'customer',
        name,
        sortName: name,
        ...blank,
      });

    line.cut();
    await statusBar(page)
      .getByText(/· offline ·/)
      .waitFor();
    await mehmet.run(partyEdit, { id, patch: { city: 'Hürth' } });
    await create(mehmet, 'Ursel Ahrens');
    await nadine.run(partyEdit, { id, patch: { city: 'Brühl' } });
    await create(nadine, 'Ulrike Ahrens');
    // His are first at the centre.
    await eventually(async () => (await mehmet.ask(sessionContract, 'status', {})).centre.pending).toBe(0);
    line.join();
    await statusBar(page).getByRole('link', { name: 'Abgleich: 2 nachzusehen' }).waitFor();
    await statusBar(mehmet.page).getByRole('link', { name: 'Abgleich: 1 nachzusehen' }).waitFor();
    await eventually(() => cityOn(nadine)).toBe('Hürth');

    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await title(page, 'Abgleich mit der Zentrale').waitFor();
    await rows(page, 'Konflikte').getByText('Ihr Wert: Brühl · Wert von Mehmet Yıldız: Hürth').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('m');
    await rows(page, 'Konflikte').waitFor({ state: 'detached' });
    await eventually(() => cityOn(mehmet)).toBe('Brühl');
    await goTo(mehmet.page, '/conflicts');
    await rows(mehmet.page, 'Konflikte')
      .getByText(/Ihr Wert: Hürth · .*: Brühl · Gilt jetzt: Brühl/)
      .waitFor();

    // The other way round: who had won takes his own again, with the keys as well.
    await mehmet.page.keyboard.press('ArrowDown');
    await mehmet.page.keyboard.press('m');
    await eventually(() => cityOn(nadine)).toBe('Hürth');

    const rejected = rows(page, 'Abgelehnte Eingaben');
    await rejected.getByText('Kunde anlegen').first().waitFor();
    await rejected.getByText('Ulrike Ahrens').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('v');
    await page.getByText('1 Eingabe verworfen').first().waitFor();
    await statusBar(page)
      .getByRole('link', { name: /nachzusehen/ })
      .waitFor({ state: 'detached' });
    // Taken back: nothing that was typed is gone, and the pictures of every screen have something to show.
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await rejected.getByText('Ulrike Ahrens').first().waitFor();

    await goTo(page, `/customers/${id}`);
    await title(page, 'Erika Brandt').waitFor();
    await button(page, 'Wer hat was geändert? Erika Brandt').click();
    const history = page.getByRole('dialog', { name: 'Wer hat was geändert? Erika Brandt' });
    await history.getByText(/Brühl → Hürth · Mehmet Yıldız/).waitFor();
    await history.getByText('Ort kam zu spät, nicht übernommen').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await history.waitFor({ state: 'detached' });
  });
}
