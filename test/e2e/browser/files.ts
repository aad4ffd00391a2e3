import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import { newId } from '../new-id.ts';
import { takePicture } from '../pictures.ts';
import { button, openSheet, panel, statusBar, title } from '../screen.ts';

const NAME = 'Walburga Ahlers';
const SCAN = 'Widerspruch vom 03.11.2026.pdf';
/** More than one chunk; nobody looks into it. */
const CONTENTS = Buffer.alloc(300_000, '%PDF-1.7 ');

export function files(centre: () => DemoCentre): void {
  it('a scanned letter is attached without a line, goes up by itself, and another desk saves the same file', async () => {
    const { nadine, mehmet, line } = centre();
    const { page } = nadine;
    const partyId = newId();
    const blank = { customerNo: null, street: null, postalCode: null, city: null, note: '', contacts: [] };
    await nadine.run(partyCreate, {
      ...{ id: partyId, kind: 'person', status: 'customer', name: NAME, sortName: 'Ahlers, Walburga' },
      ...blank,
    });
    await openSheet(mehmet.page, NAME);

    line.cut();
    await statusBar(page)
      .getByText(/· offline ·/)
      .waitFor();
    await goTo(page, `/customers/${partyId}`);
    await title(page, NAME).waitFor();
    await page.keyboard.press('v');
    await page
      .getByRole('textbox', { name: 'Was wurde besprochen?' })
      .fill('Widerspruch gegen die Kündigung');
    const form = page.getByRole('group', { name: 'Neuer Eintrag' });
    await form.locator('input[type=file]').setInputFiles([
      { name: SCAN, mimeType: 'application/pdf', buffer: CONTENTS },
      { name: 'leer.txt', mimeType: 'text/plain', buffer: Buffer.of() },
    ]);
    await page.getByText('Die Datei ist leer.').first().waitFor();
    await form.getByText('wird mit dem Eintrag gespeichert').waitFor();
    await button(form, 'Datei anhängen').scrollIntoViewIfNeeded();
    await takePicture(page, join(ARTIFACTS, 'files-new-entry.png'));
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    const entry = page.getByRole('feed', { name: 'Verlauf' }).getByRole('article').first();
    await entry.getByText('1 Datei').waitFor();
    await takePicture(page, join(ARTIFACTS, 'files-timeline.png'));
    await entry.getByRole('button', { name: 'Widerspruch gegen die Kündigung' }).click();
    await page.getByText('noch nicht hochgeladen').first().waitFor();

    line.join();
    await page.getByText('noch nicht hochgeladen').waitFor({ state: 'detached' });
    // Nothing lies over what is looked at: a toast would for some seconds, the bar below does at the end of the screen.
    await page
      .locator('[role=status] [data-tone] button[aria-label]')
      .evaluateAll((buttons) => buttons.forEach((each) => (each as HTMLElement).click()));
    await button(page, 'Datei anhängen')
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'center' }));
    expect(await violationsOf(page)).toEqual([]);

    const there = mehmet.page.getByRole('feed', { name: 'Verlauf' }).getByRole('article').first();
    await there.getByText('1 Datei').waitFor();
    await there.getByRole('button', { name: 'Widerspruch gegen die Kündigung' }).click();
    await mehmet.page.getByText('nicht auf diesem Desk').first().waitFor();
    const [download] = await Promise.all([
      mehmet.page.waitForEvent('download'),
      button(mehmet.page, `${SCAN} öffnen`).click(),
    ]);
    expect(download.suggestedFilename()).toBe(SCAN);
    expect(Buffer.compare(await readFile(await download.path()), CONTENTS)).toBe(0);
    await mehmet.page.getByText('nicht auf diesem Desk').waitFor({ state: 'detached' });

    // On a ticket, by keyboard alone.
    const ticketId = newId();
    const { userId } = (await nadine.ask(sessionContract, 'current', {})) ?? { userId: '' };
    await nadine.run(ticketCreate, {
      ...{ id: ticketId, number: formatTicketNumber(2026, 98_765), title: 'Kündigung prüfen', partyId },
      ...{ kind: 'enquiry', ownerId: userId, dueAt: null, from: null },
    });
    await goTo(page, `/tickets/${ticketId}`);
    const own = panel(page, 'Dateien');
    await own
      .locator('input[type=file]')
      .setInputFiles([{ name: 'Foto.png', mimeType: 'image/png', buffer: Buffer.from('png') }]);
    await button(own, 'Foto.png umbenennen').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Dateiname' }).fill('Kündigung: Seite 1.png');
    await page.keyboard.press('Enter');
    await button(own, 'Kündigung_ Seite 1.png entfernen').waitFor();
    await takePicture(page, join(ARTIFACTS, 'files-ticket.png'));
    expect(await violationsOf(page)).toEqual([]);
    await button(own, 'Kündigung_ Seite 1.png entfernen').focus();
    await page.keyboard.press('Enter');
    await button(own, 'Kündigung_ Seite 1.png entfernen').waitFor({ state: 'detached' });
    await page.getByText('Kündigung_ Seite 1.png entfernt').first().waitFor();
    await button(page, 'Rückgängig').last().click();
    await button(own, 'Kündigung_ Seite 1.png entfernen').waitFor();
  });
}
