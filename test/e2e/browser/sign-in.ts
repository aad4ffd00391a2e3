import { expect, it } from 'vitest';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { button, statusBar, title } from '../screen.ts';

export function signIn(centre: () => DemoCentre): void {
  it('sign out, in again: what is missing and what is wrong is told', async () => {
    const { nadine, demo } = centre();
    const { page } = nadine;
    await button(page, 'Abmelden').click();
    await title(page, 'Anmelden').waitFor();
    expect(await nadine.ask(sessionContract, 'current', {})).toBeNull();
    await statusBar(page)
      .getByText(/ abgemeldet/)
      .waitFor();

    await button(page, 'Anmelden').click();
    await page.getByText('Kurznamen der Organisation eingeben').first().waitFor();
    await page.getByRole('textbox', { name: 'Organisation' }).fill('kv-lindental');
    await page.getByRole('textbox', { name: 'Anmeldename' }).fill('nadine');
    const password = page.getByLabel('Kennwort', { exact: true });
    await password.fill('falsch');
    await password.press('Enter');
    const told = page.getByRole('alert');
    await told.waitFor();
    expect(await told.innerText()).toMatch(/Kennwort/);

    await password.fill(demo.password);
    await password.press('Enter');
    await title(page, 'Heute').waitFor();
    await statusBar(page)
      .getByText(/· online/)
      .waitFor();
    await page.getByText('Nadine Kröger').first().waitFor();
  });
}
