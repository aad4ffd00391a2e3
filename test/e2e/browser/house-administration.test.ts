import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { staffOf } from '#demo/data/staff.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import { emptyDesk } from '../empty-desk.ts';
import { eventually } from '../eventually.ts';
import { button, panel, rows, statusBar, title } from '../screen.ts';
import { tellStory } from '../story.ts';

async function signIn(page: Page, { demo }: DemoCentre, login: string): Promise<void> {
  await title(page, 'Anmelden').waitFor();
  await page.getByLabel('Zentrale', { exact: true }).fill(demo.centre);
  await page.getByLabel('Organisation').fill('kv-lindental');
  await page.getByLabel('Anmeldename').fill(login);
  await page.getByLabel('Kennwort', { exact: true }).fill(demo.password);
  await button(page, 'Anmelden').click();
  await title(page, 'Heute').waitFor();
}

async function put(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

const saveForAll = (page: Page): Promise<void> => button(page, 'Für alle speichern').click();
const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage: true });

describe('the administration of a house', () => {
  const centre = tellStory();

  it('says once where the telephone system is: a new desk finds it filled in, a running one follows', async () => {
    const { demo } = centre();
    const birgit = await emptyDesk(centre());
    const tobias = await emptyDesk(centre());
    try {
      const { page } = birgit.desk;
      await signIn(page, centre(), 'birgit');
      await goTo(page, '/pbx');
      await title(page, 'Telefonanlage des Hauses').waitFor();
      await choose(page, 'Anrufe kommen über', 'Asterisk (AMI)');
      await page.getByLabel('Adresse', { exact: true }).fill('http://127.0.0.1');
      await page.getByText('Nur der Name oder die IP-Adresse').first().waitFor();
      await eventually(() => button(page, 'Für alle speichern').isDisabled()).toBe(true);
      await page.getByLabel('Adresse', { exact: true }).fill('127.0.0.1');
      await page.getByLabel('Port', { exact: true }).fill(String(demo.pbx.amiPort));
      await page.getByLabel('Benutzer', { exact: true }).fill('desk');
      await page.getByLabel('Ortsvorwahl', { exact: true }).fill('221');
      expect(await violationsOf(page)).toEqual([]);
      await picture(page, 'pbx-profile-filled');
      await saveForAll(page);
      await page.getByText('Gespeichert; alle Arbeitsplätze übernehmen es.').first().waitFor();

      const other = tobias.desk.page;
      await signIn(other, centre(), 'tobias');
      await goTo(other, '/start');
      const ami = other.getByRole('region', { name: 'Asterisk (AMI)' });
      await ami.getByText('vom Haus', { exact: true }).first().waitFor();
      expect(await ami.getByLabel('Adresse', { exact: true }).inputValue()).toBe('127.0.0.1');
      await other.getByText('Was das Haus vorgibt, steht unten schon da').first().waitFor();
      expect(await violationsOf(other)).toEqual([]);
      await picture(other, 'first-start-prefilled');
      await put(other, 'Geheimnis', demo.amiSecret);
      await put(other, 'Meine Telefone', `PJSIP/${staffOf('tobias').extension}`);
      await statusBar(other).getByText('Telefon bereit').waitFor();

      await page.getByLabel('Port', { exact: true }).fill('1');
      await saveForAll(page);
      await statusBar(other)
        .getByText(/nicht erreichbar/)
        .waitFor();
      // A desk of its own mind, and back.
      await put(other, 'Port', String(demo.pbx.amiPort));
      await statusBar(other).getByText('Telefon bereit').waitFor();
      await ami.getByText('hier gesetzt', { exact: true }).waitFor();
      await picture(other, 'settings-of-its-own');
      await ami.getByRole('button', { name: 'Port wieder vom Haus' }).click();
      await statusBar(other)
        .getByText(/nicht erreichbar/)
        .waitFor();
      await page.getByLabel('Port', { exact: true }).fill(String(demo.pbx.amiPort));
      await saveForAll(page);
      await statusBar(other).getByText('Telefon bereit').waitFor();
    } finally {
      await tobias.stop();
      await birgit.stop();
    }
  });

  it('names the states of tickets and the people; colleagues have it without a restart', async () => {
    const { nadine } = centre();
    const birgit = await emptyDesk(centre());
    try {
      const { page } = birgit.desk;
      await signIn(page, centre(), 'birgit');
      await goTo(page, '/settings');
      const waiting = panel(page, 'Ticketzustände').getByRole('list', { name: 'zählt als wartend' });
      await waiting.getByText('beim Techniker').waitFor();
      await page.getByLabel('Neuer Zustand').fill('beim Kostenträger');
      await button(page, 'Zustand anlegen').click();
      await page.getByText('Zustand „beim Kostenträger“ angelegt.').first().waitFor();
      await choose(page, 'Farbe von beim Kostenträger', 'gelb');
      // Past the one the house has had before, and past the given one.
      await waiting.getByRole('listitem').nth(2).getByText('beim Kostenträger').waitFor();
      await button(page, 'beim Kostenträger nach oben').click();
      await waiting.getByRole('listitem').nth(1).getByText('beim Kostenträger').waitFor();
      await button(page, 'beim Kostenträger nach oben').click();
      await waiting.getByRole('listitem').first().getByText('beim Kostenträger').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await panel(page, 'Ticketzustände').screenshot({ path: join(ARTIFACTS, 'ticket-states.png') });

      const ticket = rows(nadine.page, 'Offene Tickets des Teams').first();
      await goTo(nadine.page, '/');
      await ticket.waitFor();
      await button(ticket, /^Zustand von Ticket/).click();
      await picture(nadine.page, 'ticket-state-choice');
      await button(ticket, 'beim Kostenträger').click();
      await picture(nadine.page, 'ticket-waits-till');
      await button(ticket, 'ohne Termin').click();
      await ticket.getByText('beim Kostenträger').waitFor();
      await picture(nadine.page, 'ticket-state-shown');

      await goTo(page, '/people');
      await button(page, 'Tobias Lenz ändern').click();
      await page.getByLabel('Name von Tobias Lenz').fill('Tobias Lenz-Arndt');
      expect(await violationsOf(page)).toEqual([]);
      await picture(page, 'people-edit');
      await button(page, 'Umbenennen').click();
      await page.getByText('Die Person heißt jetzt Tobias Lenz-Arndt.').first().waitFor();
      await goTo(nadine.page, '/phone-book');
      await nadine.page.getByText('Tobias Lenz-Arndt').first().waitFor();
      await button(page, 'Rückgängig').last().click();
      await button(page, 'Tobias Lenz ändern: zuklappen').waitFor();
    } finally {
      await birgit.stop();
    }
  });
});
