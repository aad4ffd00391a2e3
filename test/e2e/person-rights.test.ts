import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONCEALED } from '#main/host/describe.ts';
import { composeDemo } from '#demo/compose.ts';
import type { Demo } from '#demo/compose.ts';
import { staffOf } from '#demo/data/staff.ts';
import type { StaffLogin } from '#demo/data/staff.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { LEAST } from '#test/support/password-cost.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { ROOT } from '../../src/launch/root.ts';
import { violationsOf } from './axe.ts';
import { ARTIFACTS } from './demo-centre.ts';
import { goTo, openDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { eventually } from './eventually.ts';
import { takePicture } from './pictures.ts';
import { popOf } from './screen.ts';

/*
 * Whoever answers for the data, at a desk of the demo: a file for the person, a restriction, an erasure. And what an
 * agent has of the person meanwhile.
 */

const NAME = 'Erika Brandt';

let browser: Browser;
let postgres: TestPostgres;
let demo: Demo;
let desk: Desk;
let agent: Desk;
let sheet: string;

beforeAll(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  browser = await launchChromium();
  postgres = await startTestPostgres();
  demo = await composeDemo({
    databaseUrl: await postgres.createCentreDatabase(),
    passwordCost: LEAST,
    ...{ desks: ['birgit', 'nadine'], ports: [0, 0], parties: 40 },
    deskArgs: ['--shell', 'browser', '--no-open'],
    startScript: join(ROOT, 'src', 'launch', 'start.ts'),
    lineTo: async (centre) => centre,
    say: () => {},
  });
  [desk, agent] = [await opened('birgit'), await opened('nadine')];
  const [erika] = await desk.ask(partiesContract, 'search', { text: NAME, limit: 1 });
  sheet = `/customers/${erika?.id ?? ''}`;
});
afterAll(async () => {
  await desk?.close();
  await agent?.close();
  await demo?.stop();
  await postgres?.stop();
  await browser?.close();
});

async function opened(login: StaffLogin): Promise<Desk> {
  const started = demo.desks.find((each) => each.login === login);
  const one = await openDesk(browser, started?.address ?? '');
  await one.page
    .getByText(/^Stand .* · online$/)
    .first()
    .waitFor();
  return one;
}

const knownTo = async ({ ask }: Desk): Promise<readonly string[]> =>
  (await ask(partiesContract, 'search', { text: NAME, limit: 5 })).map(({ name }) => name);

/** Her number rings on the agent's phone, until this is over and its card gone. */
async function whileSheCalls(work: () => Promise<void>): Promise<void> {
  const phone = demo.pbx.phones.find(({ extension }) => extension === staffOf('nadine').extension);
  if (!phone) throw new Error('the agent has no phone');
  demo.pbx.ring('known', phone);
  await work();
  phone.press('hang-up');
  await until(() => phone.shown.state === 'idle');
  await agent.page.getByRole('article', { name: /^Anruf: / }).waitFor({ state: 'detached' });
}

const found: string[] = [];
/** A picture, and what axe-core holds against this part of the page; what else the sheet shows has tests of its own. */
async function look(name: string, part: Locator, page = desk.page): Promise<void> {
  await takePicture(page, join(ARTIFACTS, `${name}.png`));
  await part.evaluate((element) => element.setAttribute('data-looked-at', ''));
  const violations = await violationsOf(page, '[data-looked-at]');
  await part.evaluate((element) => element.removeAttribute('data-looked-at'));
  found.push(...violations.map((violation) => `${name}: ${violation}`));
}

it('file, restriction and erasure are a matter of a few keys, and accessible', async () => {
  const { page } = desk;
  await goTo(page, sheet);
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Auskunft zum Lesen' }).press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^auskunft-[0-9a-f]{6}-\d{4}-\d\d-\d\d\.html$/);
  const path = join(ARTIFACTS, 'person-file.html');
  await file.saveAs(path);
  const paper = await browser.newPage();
  await paper.goto(`file://${path}`);
  await paper.getByRole('heading', { level: 1, name: 'Auskunft über gespeicherte Daten' }).waitFor();
  await takePicture(paper, join(ARTIFACTS, 'person-file.png'));
  found.push(...(await violationsOf(paper)).map((violation) => `file: ${violation}`));
  await paper.close();

  // The agent has her sheet open, and the call from her number is hers.
  await goTo(agent.page, sheet);
  await agent.page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  await whileSheCalls(() => popOf(agent.page, NAME).waitFor());

  await page.getByRole('button', { name: 'Einschränken' }).press('Enter');
  await page
    .getByRole('dialog')
    .getByText(/^Die Daten von Erika Brandt/)
    .waitFor();
  await look('person-restrict', page.getByRole('dialog'));
  await page.getByRole('dialog').getByRole('button', { name: 'Einschränken' }).press('Enter');
  await page
    .getByText(/^Verarbeitung eingeschränkt seit/)
    .first()
    .waitFor();
  await look('person-restricted', page.getByRole('region', { name: 'Betroffenenrechte' }));

  // Off the agent's desk: the open sheet locks, nothing is found, a call has no name. Whoever answers for it has it still.
  await agent.page.getByRole('heading', { level: 1, name: 'Dieses Blatt ist gesperrt' }).waitFor();
  await eventually(() => knownTo(agent)).toEqual([]);
  expect(await agent.page.locator('main').innerText()).not.toContain(NAME);
  await whileSheCalls(async () => {
    const pop = popOf(agent.page, CONCEALED);
    await pop.getByText('Daten eingeschränkt: bitte an die Datenpflege geben.').waitFor();
    expect(await pop.innerText()).not.toContain('Brandt');
    await look('person-restricted-agent', pop, agent.page);
  });
  expect(await knownTo(desk)).toContain(NAME);

  await goTo(page, '/person-rights');
  await page.getByRole('link', { name: NAME }).waitFor();
  await look('person-rights', page.locator('main'));

  await goTo(page, sheet);
  await page.getByRole('button', { name: 'Löschen', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Was gelöscht wird').waitFor();
  await look('person-erase', dialog);
  const confirm = dialog.getByRole('textbox', { name: /^Zur Bestätigung/ });
  await confirm.fill('Erika');
  await confirm.press('Enter');
  await page.getByText('Das ist weder der Name noch die Kundennummer.').first().waitFor();
  await confirm.fill(NAME);
  await confirm.press('Enter');
  await page.getByText('Die Person ist gelöscht.', { exact: false }).first().waitFor();
  expect(await desk.ask(partiesContract, 'search', { text: NAME, limit: 5 })).not.toContainEqual(
    expect.objectContaining({ name: NAME }),
  );
  await goTo(page, '/person-rights');
  await page.getByText('Die Person verlangt es').first().waitFor();
  expect(found).toEqual([]);
});
