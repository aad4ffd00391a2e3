import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { staffOf } from '#demo/data/staff.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import { goTo } from '../desk.ts';
import { emptyDesk } from '../empty-desk.ts';
import { button, panel, title } from '../screen.ts';
import { tellStory } from '../story.ts';

const START = 'Diesen Arbeitsplatz einrichten';

const step = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Schritte' }).getByRole('listitem').filter({ hasText: name });
const isDone = (page: Page, name: string): Promise<void> => step(page, name).getByText('erledigt').waitFor();

async function put(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

describe('the first start', () => {
  const centre = tellStory();

  it('from an empty desk to the first call: what is wrong is told with what to do; it is left and gone on with', async () => {
    const { demo, call, phone } = centre();
    const { desk, stop } = await emptyDesk(centre());
    try {
      const { page } = desk;
      // The centre: nobody there, then the right one.
      await title(page, 'Anmelden').waitFor();
      await step(page, 'Zentrale erreichen').and(page.locator('[aria-current="step"]')).waitFor();
      await page.screenshot({ path: join(ARTIFACTS, 'first-start-sign-in.png') });
      await page.getByLabel('Zentrale', { exact: true }).fill('http://127.0.0.1:1');
      await page.getByLabel('Organisation').fill('kv-lindental');
      await page.getByLabel('Anmeldename').fill('tobias');
      await page.getByLabel('Kennwort', { exact: true }).fill(demo.password);
      await button(page, 'Anmelden').click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).toMatch(/Zentrale/);
      await page.getByLabel('Zentrale', { exact: true }).fill(demo.centre);
      await button(page, 'Anmelden').click();

      await title(page, 'Heute').waitFor();
      await page.getByRole('link', { name: 'Weiter einrichten' }).click();
      await title(page, START).waitFor();
      for (const name of ['Zentrale erreichen', 'Anmelden', 'Erster Abgleich']) await isDone(page, name);
      await step(page, 'Telefonanlage verbinden').getByText('offen').waitFor();

      const pbx = panel(page, 'Telefonanlage');
      await pbx.getByRole('switch', { name: 'Asterisk (AMI)' }).press('Space');
      const ami = pbx.getByRole('region', { name: 'Asterisk (AMI)' });
      await ami.getByLabel('Adresse', { exact: true }).fill('127.0.0.1');
      await put(page, 'Port', String(demo.pbx.amiPort));
      await put(page, 'Benutzer', 'desk');
      await put(page, 'Meine Telefone', `PJSIP/${staffOf('tobias').extension}`);
      await put(page, 'Geheimnis', 'falsch');
      await step(page, 'Telefonanlage verbinden')
        .getByText('gestört · Benutzer oder Geheimnis falsch')
        .waitFor();
      await page.screenshot({ path: join(ARTIFACTS, 'first-start-refused.png') });

      // Left, and gone on with where it stood.
      await goTo(page, '/');
      await title(page, 'Heute').waitFor();
      await goTo(page, '/start');
      await step(page, 'Telefonanlage verbinden')
        .getByText('gestört · Benutzer oder Geheimnis falsch')
        .waitFor();
      await put(page, 'Geheimnis', demo.amiSecret);
      await isDone(page, 'Telefonanlage verbinden');
      await page.getByText('Bereit für Anrufe.').first().waitFor();

      await button(page, 'Auf den nächsten Anruf warten').click();
      call({ from: CALLERS.erikaBrandt.number, to: ['tobias'] });
      await isDone(page, 'Testanruf');
      await page.getByText('Der Anruf ist angekommen.').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.screenshot({ path: join(ARTIFACTS, 'first-start-ready.png') });
      // Answered it is a call like any other: its sheet opens.
      phone('tobias').press('answer');
      await title(page, CALLERS.erikaBrandt.name).waitFor();
      phone('tobias').press('hang-up');
    } finally {
      await stop();
    }
  });
});
