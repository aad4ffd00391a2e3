import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { numberClinicContract } from '#shared/features/number-clinic/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { readingLogContract } from '#shared/features/reading-log/contract.ts';
import { ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { ticketMerge } from '#shared/features/tickets/merge-commands.ts';
import { callsContract, sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { newId } from '../new-id.ts';
import { takeForReadme, takePicture } from '../pictures.ts';
import { asSomebodyElse } from '../seat.ts';

const LANGUAGES = ['de', 'en'] as const;
const THEMES = ['light', 'dark'] as const;
/** Those of docs/tour.md that are taken here. */
const OF_TOUR = ['number-clinic'] as const;
const VARIANTS = LANGUAGES.flatMap((language) => THEMES.map((theme) => ({ language, theme })));
/** ms; longer than all pictures take */
const RINGS_ON = 300_000;
/** ms; some hundred pictures, each with a look of axe-core */
const ALL_OF_THEM = { timeout: 300_000 };

type Variant = (typeof VARIANTS)[number];

/** The page in this language and theme, as the settings screen would put it. */
async function wear({ page, ask }: Desk, { language, theme }: Variant): Promise<void> {
  await ask(settingsContract, 'change', { language, theme });
  await page.waitForFunction(
    ({ lang, scheme }) =>
      document.documentElement.lang === lang &&
      document.documentElement.dataset['mantineColorScheme'] === scheme,
    { lang: language, scheme: theme },
  );
}

async function look(
  { page, answered }: Desk,
  name: string,
  { language, theme }: Variant,
): Promise<readonly string[]> {
  await answered();
  await takePicture(page, join(ARTIFACTS, `${name}-${language}-${theme}.png`));
  const ofTour = OF_TOUR.find((one) => one === name);
  if (ofTour && language === 'de' && theme === 'light') await takeForReadme(page, ofTour);
  return (await violationsOf(page)).map((violation) => `${name} ${language} ${theme}: ${violation}`);
}

/** Every screen by name, with the sheet of this customer. */
export const screenPaths = (partyId: string): Readonly<Record<string, string>> => ({
  today: '/',
  customers: '/customers',
  sheet: `/customers/${partyId}`,
  duplicates: '/duplicates',
  'number-clinic': '/number-clinic',
  'phone-book': '/phone-book',
  'reading-log': '/reading-log',
  callbacks: '/callbacks',
  absences: '/absences',
  duty: '/duty',
  figures: '/figures',
  conflicts: '/conflicts',
  calls: '/calls',
  settings: '/settings',
  'handing-over': '/handing-over',
  account: '/account',
  start: '/start',
  people: '/people',
  organisation: '/organisation',
  'pbx-profile': '/pbx',
  health: '/health',
  'black-box': '/black-box',
  'cloud-pbx': '/cloud-pbx',
  import: '/import',
  'person-rights': '/person-rights',
  dial: '/dial',
  'no-number': '/no-number',
  'dial-copied': '/dial/0221%204710612/clipboard',
});

/** What is only for those who lead or administer; with the sheet of this customer, and of whoever has looked at it. */
const adminPaths = (partyId: string, readerId: string): Readonly<Record<string, string>> => ({
  figures: '/figures',
  people: '/people',
  organisation: '/organisation',
  'pbx-profile': '/pbx',
  'cloud-pbx': '/cloud-pbx',
  'person-rights': '/person-rights',
  'reading-log-sheet': `/reading-log/party/${partyId}`,
  'reading-log-person': `/reading-log/reader/${readerId}`,
});

/** What was told before these screens is not theirs; a message under the pointer would stay. */
async function putAside(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page
    .locator('[role=status] > [data-tone] > button:last-of-type')
    .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
}

/** @param lookAt is told how to look, once it is there, under the name of its picture @returns what axe-core holds against what was looked at */
async function inEachVariant(
  desk: Desk,
  lookAt: (see: (name: string) => Promise<void>) => Promise<void>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const variant of VARIANTS) {
    await wear(desk, variant);
    await lookAt(async (name) => void found.push(...(await look(desk, name, variant))));
  }
  await wear(desk, { language: 'de', theme: 'light' });
  return found;
}

/** Looks at each of them in each variant. @returns what axe-core holds against them */
async function walk(desk: Desk, paths: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { page } = desk;
  await putAside(page);
  return inEachVariant(desk, async (see) => {
    for (const [name, path] of Object.entries(paths)) {
      await goTo(page, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await see(name);
    }
  });
}

/** What opens on the screen of a ticket, by the name of its button in either language. */
const TICKET_DIALOGS = {
  'ticket-assign': /^(?:Zuständigkeit|Owner) …$/,
  'ticket-merge': /^(?:Zusammenführen|Merge) …$/,
  'ticket-mail': /^(?:Per Mail übergeben|Hand over by mail) …$/,
} as const;

/** The dialogs of a ticket, and the question till when it waits. @returns what axe-core holds against them */
async function lookAtTicket(desk: Desk, path: string): Promise<readonly string[]> {
  const { page } = desk;
  return inEachVariant(desk, async (see) => {
    await goTo(page, path);
    for (const [name, button] of Object.entries(TICKET_DIALOGS)) {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('dialog').getByRole('button').last().waitFor();
      await see(name);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(?:Schließen|Close)$/ })
        .click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    const states = page.getByRole('button', { name: /^(?:Zustand von Ticket|State of ticket)/ });
    await states.click();
    await page.getByRole('button', { name: /^(?:wartet|pending)$/ }).click();
    const untold = page.getByRole('button', { name: /^(?:ohne Termin|no date)$/ });
    await untold.waitFor();
    await see('ticket-waits');
    await states.click();
    await untold.waitFor({ state: 'detached' });
  });
}

/** Groups for tickets with their members, and whom there is to choose from for one more. @returns what axe-core holds against them */
async function lookAtGroups(desk: Desk): Promise<readonly string[]> {
  const { page } = desk;
  return inEachVariant(desk, async (see) => {
    // What was open there before is closed.
    await goTo(page, '/');
    await goTo(page, '/settings');
    const groups = page.getByRole('region', { name: /^(?:Gruppen für Tickets|Groups for tickets)/ });
    await groups.getByText('Mehmet Yıldız').waitFor();
    await groups.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await see('ticket-groups');
    const name = /^(?:Mitglied für Technik aufnehmen|Add a member to Technik)$/;
    await groups.getByRole('button', { name }).click();
    const picker = groups.getByRole('combobox', { name });
    await picker.click();
    await page.getByRole('option', { name: 'Nadine Kröger' }).waitFor();
    await see('ticket-group-picker');
    await picker.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
  });
}

/** What somebody leaves behind, some of it given away already. @returns what axe-core holds against it */
async function lookAtLeaving(desk: Desk): Promise<readonly string[]> {
  const { page } = desk;
  return inEachVariant(desk, async (see) => {
    await goTo(page, '/');
    await goTo(page, '/handing-over');
    await page.getByRole('combobox', { name: /^(?:Wer scheidet aus|Who leaves)/ }).click();
    await page.getByRole('option', { name: /^Mehmet Yıldız/ }).click();
    await page.getByRole('button', { name: /^(?:Ausscheiden festhalten|Record)/ }).waitFor();
    await see('handing-over-open');
  });
}

/** Every screen in both languages and both themes: a picture of each, and nothing that axe-core holds against it. */
export function everyScreen(centre: () => DemoCentre): void {
  it(
    'every screen and the pop, in German and English, light and dark, is accessible',
    ALL_OF_THEM,
    async () => {
      const { nadine, call, phone } = centre();
      const { page } = nadine;
      const [erika] = await nadine.ask(partiesContract, 'search', { text: 'Erika Brandt', limit: 1 });
      call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
      await page.getByRole('article', { name: 'Anruf: Erika Brandt' }).waitFor();
      phone('nadine').press('answer');
      await page.getByRole('heading', { level: 1, name: 'Erika Brandt' }).waitFor();
      phone('nadine').press('hang-up');
      await page.getByRole('button', { name: /^Abschließen/ }).waitFor();

      const id = erika?.id ?? '';
      const { ticket } = await nadine.ask(ticketsContract, 'byNumber', { number: '26-004711-9' });
      const [box] = await nadine.ask(blackBoxContract, 'list', { limit: 1 });
      const [ended] = await nadine.ask(callsContract, 'live', {});
      // The clinic looks at the numbers when somebody comes; the picture is of what it has found.
      await eventually(async () => {
        const { isScanning, asOf } = await nadine.ask(numberClinicContract, 'overview', {});
        return !isScanning && asOf !== null;
      }).toBe(true);
      const everybodys = Object.entries(screenPaths(id)).filter(([name]) => !(name in adminPaths('', '')));
      const found = [
        ...(await walk(nadine, {
          ...Object.fromEntries(everybodys),
          ticket: `/tickets/${ticket?.id ?? ''}`,
          'black-box-call': `/black-box/${box?.id ?? ''}`,
          'call-why': `/call-why/${ended?.id ?? ''}`,
        })),
      ];
      call({ from: CALLERS.familyBrandt.number, to: ['nadine'], patienceMs: RINGS_ON });
      await goTo(page, '/');
      await page.getByRole('article').getByText('Frank Brandt').waitFor();
      for (const variant of VARIANTS) {
        await wear(nadine, variant);
        found.push(...(await look(nadine, 'pop-chooser', variant)));
      }
      await page.keyboard.press('Alt+1');
      await page.getByRole('heading', { level: 1, name: 'Erika Brandt' }).waitFor();
      for (const variant of VARIANTS) {
        await wear(nadine, variant);
        found.push(...(await look(nadine, 'pop-on-sheet', variant)));
      }
      expect(found).toEqual([]);
    },
  );

  it(
    'so is the screen of a ticket that has become part of another, and of the one that took it in',
    ALL_OF_THEM,
    async () => {
      const { nadine } = centre();
      const { page } = nadine;
      const { ticket } = await nadine.ask(ticketsContract, 'byNumber', { number: '26-004711-9' });
      if (!ticket) throw new Error('the stories have this ticket');
      const dropId = newId();
      const number = await nadine.ask(ticketsContract, 'nextNumber', {});
      const fields = {
        ...{ title: 'Funkfinger geht nicht', kind: 'support' as const },
        ...{ partyId: ticket.partyId, from: null },
      };
      const owner = { ownerId: ticket.ownerId, dueAt: Date.now() + 86_400_000 };
      await nadine.run(ticketOpen, { id: dropId, number, ...fields, ...owner });
      await nadine.run(interactionRecord, {
        ...{
          id: newId(),
          type: 'letter',
          direction: 'in',
          partyId: ticket.partyId,
          staffId: ticket.ownerId ?? '',
        },
        ...{ occurredAt: Date.now(), timeKnown: true, outcome: null, body: 'Gerät eingeschickt' },
        ...{ result: null, nextStep: null, links: [{ linkId: newId(), to: { type: 'ticket', id: dropId } }] },
      });
      await nadine.run(ticketMerge, { id: newId(), keepId: ticket.id, dropId });
      const found: string[] = [];
      for (const variant of VARIANTS) {
        await wear(nadine, variant);
        for (const [name, id] of [
          ['ticket-merged-into', dropId],
          ['ticket-merged-here', ticket.id],
        ] as const) {
          await goTo(page, `/tickets/${id}`);
          // What it leads to, or what it took in, and the way back.
          await page.getByRole('button', { name: /(?:wieder trennen$|^Separate again)/ }).waitFor();
          found.push(...(await look(nadine, name, variant)));
        }
      }
      await wear(nadine, { language: 'de', theme: 'light' });
      await goTo(page, `/tickets/${dropId}`);
      await page.getByRole('button', { name: `${number} wieder trennen` }).click();
      await page.getByRole('button', { name: 'Zusammenführen …' }).waitFor();
      // Others find her with the tickets the stories tell of.
      await nadine.run(ticketSetState, { id: dropId, state: 'closed', result: null });
      expect(found).toEqual([]);
    },
  );

  it('so is the dialog that hands unfinished wrap-ups over', ALL_OF_THEM, async () => {
    const { nadine, call, phone } = centre();
    const { page } = nadine;
    call({ from: CALLERS.erikaBrandt.number, to: ['nadine'] });
    await page.getByRole('article', { name: 'Anruf: Erika Brandt' }).waitFor();
    phone('nadine').press('answer');
    await page.getByRole('heading', { level: 1, name: 'Erika Brandt' }).waitFor();
    phone('nadine').press('hang-up');
    await page.getByRole('button', { name: /^Abschließen/ }).waitFor();
    const found: string[] = [];
    for (const variant of VARIANTS) {
      await wear(nadine, variant);
      await goTo(page, '/');
      const owed = page.getByRole('region', { name: /^(?:Unfertige Nachbereitungen|Unfinished wrap-ups)/ });
      await owed.getByRole('button', { name: /^(?:Übergeben|Pass on) …$/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: 'Erika Brandt' }).first().waitFor();
      found.push(...(await look(nadine, 'wrap-ups-pass', variant)));
      await dialog.getByRole('button', { name: /^(?:Schließen|Close)$/ }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await wear(nadine, { language: 'de', theme: 'light' });
    expect(found).toEqual([]);
  });

  it('so is “Heute” of whoever is of a group that has tickets to take', ALL_OF_THEM, async () => {
    const { mehmet } = centre();
    const { page } = mehmet;
    const found: string[] = [];
    for (const variant of VARIANTS) {
      await wear(mehmet, variant);
      await goTo(page, '/');
      const card = page.getByRole('region', { name: /^(?:Tickets meiner Gruppen|Tickets of my groups)/ });
      await card
        .getByRole('button', { name: /(?:übernehmen|^Take )/ })
        .first()
        .waitFor();
      found.push(...(await look(mehmet, 'today-of-group', variant)));
    }
    await wear(mehmet, { language: 'de', theme: 'light' });
    expect(found).toEqual([]);
  });

  it('what opens on the screen of a ticket is accessible as well', ALL_OF_THEM, async () => {
    const { nadine } = centre();
    const { ticket } = await nadine.ask(ticketsContract, 'byNumber', { number: '26-004711-9' });
    expect(await lookAtTicket(nadine, `/tickets/${ticket?.id ?? ''}`)).toEqual([]);
  });

  it(
    'so is what only those see who lead or administer, the log of what was read with an entry in it',
    ALL_OF_THEM,
    async () => {
      const { nadine } = centre();
      const [erika] = await nadine.ask(partiesContract, 'search', { text: 'Erika Brandt', limit: 1 });
      const id = erika?.id ?? '';
      await asSomebodyElse(centre(), nadine, ['nadine', 'birgit'], async () => {
        const readingLog = { kinds: ['sheet' as const], keepDays: 90 };
        await nadine.ask(administrationContract, 'changeSettings', { readingLog });
      });
      // Whoever signs in after that hears of it at once.
      await asSomebodyElse(centre(), nadine, ['nadine', 'birgit'], async () => {
        const reader = (await nadine.ask(sessionContract, 'current', {}))?.userId ?? '';
        const noted = async (): Promise<number> => {
          // The same sheet again is no other entry.
          await nadine.ask(readingLogContract, 'opened', { partyId: id });
          const of = { what: 'party' as const, id };
          return (await nadine.ask(readingLogContract, 'list', { of, before: null })).entries.length;
        };
        await eventually(noted).toBe(1);
        expect(await walk(nadine, adminPaths(id, reader))).toEqual([]);
        expect(await lookAtGroups(nadine)).toEqual([]);
        expect(await lookAtLeaving(nadine)).toEqual([]);
      });
    },
  );

  it('so is the sign-in', async () => {
    const { nadine, demo } = centre();
    const { page } = nadine;
    const centreUrl = (await nadine.ask(settingsContract, 'get', {})).centre.url ?? '';
    await nadine.ask(sessionContract, 'signOut', {});
    const found: string[] = [];
    for (const variant of VARIANTS) {
      await wear(nadine, variant);
      await page.getByRole('heading', { level: 1 }).waitFor();
      found.push(...(await look(nadine, 'sign-in', variant)));
    }
    await nadine.ask(sessionContract, 'signIn', {
      centre: centreUrl,
      tenant: 'kv-lindental',
      login: 'nadine',
      password: demo.password,
    });
    await page.getByRole('navigation').waitFor();
    expect(found).toEqual([]);
  });
}
