import { expect, it } from 'vitest';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { button, navigation, statusBar, title } from '../screen.ts';

export function settings(centre: () => DemoCentre): void {
  it('language and theme apply at once', async () => {
    const { page } = centre().nadine;
    const background = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await navigation(page, 'Einstellungen').click();
    await title(page, 'Einstellungen').waitFor();
    const light = await background();
    await page.getByText('English', { exact: true }).click();
    await title(page, 'Settings').waitFor();
    await eventually(() => page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByText('dark', { exact: true }).click();
    await eventually(background).not.toBe(light);
    await page.reload();
    await title(page, 'Settings').waitFor();
    await eventually(background).not.toBe(light);
    await page.getByText('Deutsch', { exact: true }).click();
    await title(page, 'Einstellungen').waitFor();
    await page.getByText('hell', { exact: true }).click();
    await eventually(background).toBe(light);
  });

  it('a wrong secret: the light says so in words; the right one, and the telephone is ready', async () => {
    const { nadine, demo } = centre();
    const { page } = nadine;
    const light = statusBar(page).getByRole('link');
    await navigation(page, 'Einstellungen').click();
    const secret = page.getByLabel('Geheimnis', { exact: true });
    await secret.fill('falsch');
    await secret.press('Enter');
    await light.getByText('Telefon abgewiesen · Benutzer oder Geheimnis falsch').waitFor();
    await secret.fill(demo.amiSecret);
    await secret.press('Enter');
    await light.getByText('Telefon bereit').waitFor();
    expect(await page.content()).not.toContain(demo.amiSecret);
    expect(nadine.toPage.join()).not.toContain(demo.amiSecret);
  });

  it('a value that does not fit is told and changes nothing', async () => {
    const { page } = centre().nadine;
    await navigation(page, 'Einstellungen').click();
    const port = page.getByRole('textbox', { name: 'Port', exact: true });
    const before = await port.inputValue();
    await port.fill('99999');
    await port.press('Enter');
    await page.getByText('Eine Zahl von 1 bis 65535; üblich sind 5038 und mit TLS 5039').first().waitFor();
    await port.press('Escape');
    await eventually(() => port.inputValue()).toBe(before);
    await statusBar(page).getByText('Telefon bereit').waitFor();
    expect(await button(page, 'Rückgängig').count()).toBe(0);
  });
}
