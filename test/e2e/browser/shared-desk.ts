import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { callsContract, sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { takePicture } from '../pictures.ts';
import { button, note, statusBar, strip, title } from '../screen.ts';

const ERIKA = 'Erika Brandt';
const NADINE = { name: 'Nadine Kröger', pin: '4711' } as const;
const MEHMET = { name: 'Mehmet Yıldız', pin: '0815' } as const;

const choosePin = async (page: Page, pin: string): Promise<void> => {
  await goTo(page, '/settings');
  await button(page, 'PIN festlegen').click();
  const dialog = page.getByRole('dialog', { name: 'PIN für diesen Platz' });
  await dialog.getByLabel('Neue PIN', { exact: true }).fill('1234');
  await dialog.getByLabel('Neue PIN noch einmal').fill('1234');
  await button(dialog, 'Festlegen').click();
  await page.getByText('Diese PIN ist eine Zahlenreihe.').first().waitFor();
  await dialog.getByLabel('Neue PIN', { exact: true }).fill(pin);
  await dialog.getByLabel('Neue PIN noch einmal').fill(pin);
  await button(dialog, 'Festlegen').click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Sie haben hier eine PIN.').first().waitFor();
};

const pinOf = (page: Page, name: string) => page.getByLabel(`PIN von ${name}`, { exact: true });

const typePin = async (page: Page, name: string, pin: string): Promise<void> => {
  await pinOf(page, name).fill(pin);
  await page.keyboard.press('Enter');
};

/** A call of Erika's on this desk's phone, with a note of whoever is on duty. */
async function talk({ call, phone }: DemoCentre, page: Page, text: string): Promise<void> {
  call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
  await page.getByRole('article', { name: `Anruf: ${ERIKA}` }).waitFor();
  phone('nadine').press('answer');
  await title(page, ERIKA).waitFor();
  await note(page).fill(text);
  await strip(page).getByText('gespeichert', { exact: true }).waitFor();
  phone('nadine').press('hang-up');
  await button(strip(page), 'Abschließen').waitFor();
}

/** Takes the call that rings and lays it aside; it is nobody's. */
async function dropCall({ phone }: DemoCentre, desk: Desk): Promise<void> {
  const live = () => desk.ask(callsContract, 'live', {});
  phone('nadine').press('answer');
  await eventually(async () => (await live()).some((call) => call.phase === 'talking')).toBe(true);
  phone('nadine').press('hang-up');
  await eventually(async () => (await live()).every((call) => call.phase === 'ended')).toBe(true);
  for (const { id } of await live()) await desk.ask(callsContract, 'dismiss', { id });
}

/** Whatever happens meanwhile: one person's desk again afterwards, and Nadine's. */
async function whileShared({ nadine, demo }: DemoCentre, work: () => Promise<void>): Promise<void> {
  const { centre } = await nadine.ask(settingsContract, 'get', {});
  await nadine.ask(settingsContract, 'change', { duty: { shared: true, lockAfterMin: 0 } });
  try {
    await work();
  } finally {
    await everythingSent(nadine);
    await nadine.ask(settingsContract, 'change', { duty: { shared: false, lockAfterMin: 10 } });
    await nadine.ask(sessionContract, 'signIn', {
      ...{ centre: centre.url ?? '', tenant: 'kv-lindental' },
      ...{ login: 'nadine', password: demo.password },
    });
    await page(nadine).getByRole('navigation', { name: 'Hauptnavigation' }).waitFor();
  }
}

const page = ({ page: of }: Desk): Page => of;
const everythingSent = (desk: Desk): Promise<void> =>
  eventually(async () => (await desk.ask(sessionContract, 'status', {})).centre.pending).toBe(0);

export function sharedDesk(centre: () => DemoCentre): void {
  it('two people at one desk: a PIN each, each one’s note in their own name, an unfinished one waits for its author', async () => {
    const { nadine, mehmet, demo, call } = centre();
    const desk = nadine.page;
    await whileShared(centre(), async () => {
      await choosePin(desk, NADINE.pin);
      await talk(centre(), desk, 'Von Nadine, noch nicht fertig');

      // Left by keyboard alone, with the note unfinished.
      await desk.keyboard.press('Alt+p');
      await title(desk, 'Wer ist da?').waitFor();
      expect(await desk.getByText(ERIKA).count()).toBe(0);
      await eventually(() =>
        pinOf(desk, NADINE.name).evaluate((field) => field === document.activeElement),
      ).toBe(true);
      call({ from: CALLERS.erikaBrandt.number, to: ['nadine'], patienceMs: 300_000 });
      const digits = CALLERS.erikaBrandt.number.slice(-3);
      await desk.getByText(`… ${digits}`).first().waitFor();
      expect(await desk.getByText(ERIKA).count()).toBe(0);
      await takePicture(desk, join(ARTIFACTS, 'check-in-ringing.png'));
      expect(await violationsOf(desk)).toEqual([]);
      await dropCall(centre(), nadine);

      await button(desk, 'Mit Kennwort anmelden').click();
      await title(desk, 'Anmelden').waitFor();
      await desk.getByRole('textbox', { name: 'Organisation' }).fill('kv-lindental');
      await desk.getByRole('textbox', { name: 'Anmeldename' }).fill('mehmet');
      await desk.getByLabel('Kennwort', { exact: true }).fill(demo.password);
      await desk.keyboard.press('Enter');
      await statusBar(desk)
        .getByText(/^Im Dienst seit/)
        .waitFor();
      await choosePin(desk, MEHMET.pin);
      await talk(centre(), desk, 'Von Mehmet, fertig');
      await desk.keyboard.press('Control+Enter');
      await strip(desk).waitFor({ state: 'detached' });
      await button(statusBar(desk), 'Platz freigeben').click();

      await title(desk, 'Wer ist da?').waitFor();
      for (const left of [5, 4, 3]) {
        await typePin(desk, MEHMET.name, '9999');
        await desk.getByRole('alert').getByText(`Noch ${left} Versuche`).waitFor();
      }
      await typePin(desk, MEHMET.name, MEHMET.pin);
      await desk.getByRole('alert').getByText('Zu viele falsche PINs.').waitFor();

      await desk.getByRole('radio', { name: new RegExp(NADINE.name) }).check();
      await typePin(desk, NADINE.name, NADINE.pin);
      await statusBar(desk)
        .getByText(/^Im Dienst seit/)
        .waitFor();
      await goTo(desk, '/');
      const [erika] = await nadine.ask(partiesContract, 'search', { text: ERIKA, limit: 1 });
      await goTo(desk, `/customers/${erika?.id ?? ''}`);
      await eventually(() => note(desk).inputValue()).toBe('Von Nadine, noch nicht fertig');
      await desk.keyboard.press('Control+Enter');
      await strip(desk).waitFor({ state: 'detached' });

      // As the centre has it, and so every other desk.
      const authors = async (): Promise<readonly string[]> => {
        const lines = await mehmet.ask(interactionsContract, 'ofParty', {
          partyId: erika?.id ?? '',
          limit: 20,
        });
        return lines
          .filter(({ body, result }) => `${body}${result ?? ''}`.includes('fertig'))
          .map(({ body, result, staffName }) => `${body}${result ?? ''}: ${staffName}`)
          .toSorted();
      };
      await eventually(authors).toEqual([
        `Von Mehmet, fertig: ${MEHMET.name}`,
        `Von Nadine, noch nicht fertig: ${NADINE.name}`,
      ]);

      await goTo(desk, '/duty');
      await title(desk, 'Eigene Dienste').waitFor();
      await takePicture(desk, join(ARTIFACTS, 'duty-own.png'));
      expect(await desk.getByRole('main').getByText(MEHMET.name).count()).toBe(0);
    });
  });
}
