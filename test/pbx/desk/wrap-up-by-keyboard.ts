import type { Page } from 'playwright-core';
import { tabTo } from '#test/support/keyboard.ts';
import { rows } from './screen.ts';

export interface WrittenDown {
  readonly note: string;
  /** Title of a new ticket. */
  readonly ticket: string;
  /** What is to be done on Thursday at ten. */
  readonly followUp: string;
}

/**
 * Wraps up the call whose sheet is open, without the mouse: note, outcome "Ticket", a new ticket, a follow-up.
 *
 * @param onWritten everything is written down and seen on the sheet, nothing is finished yet.
 * @returns when the follow-up is due, as the desk says it.
 */
export async function wrapUpByKeyboard(
  page: Page,
  { note, ticket, followUp }: WrittenDown,
  onWritten: () => Promise<unknown>,
): Promise<string> {
  const { keyboard } = page;
  const strip = page.getByRole('region', { name: 'Nachbereitung', exact: true });
  await strip.getByRole('button', { name: 'Abschließen' }).waitFor();

  await keyboard.press('Alt+n');
  await keyboard.type(note);
  await keyboard.press('Alt+2');

  await tabTo(page, /^Neues Ticket/);
  await keyboard.press('Enter');
  await keyboard.type(ticket);
  await keyboard.press('Enter');
  await rows(page, 'Offene Tickets').filter({ hasText: ticket }).waitFor();
  const belongsToIt = strip.getByRole('button', { name: /^Gehört zu/, pressed: true });
  await belongsToIt.getByText(ticket).waitFor();

  await tabTo(page, /^Was ist zu tun/);
  await keyboard.type(followUp);
  const when = await tabTo(page, /10:00$/);
  await keyboard.press('Enter');
  await strip.getByText(`${when} · ${followUp}`).waitFor();
  await rows(page, 'Wiedervorlagen').filter({ hasText: followUp }).waitFor();

  await onWritten();
  await keyboard.press('Control+Enter');
  await strip.waitFor({ state: 'detached' });
  return when;
}
