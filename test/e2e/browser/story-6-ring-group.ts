import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { violationsOf } from '../axe.ts';
import { inThreeClicks } from '../clicks.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { takePicture } from '../pictures.ts';
import { button, navigation, note, popOf, rows, strip } from '../screen.ts';

const STORY = 6;
const HUBER = 'Metzgerei Huber';
const GROUP = ['nadine', 'mehmet', 'birgit'] as const;

const waitingOn = ({ page }: Desk): Locator => rows(page, 'Rückrufliste').filter({ hasText: HUBER });
const listedOn = async ({ ask }: Desk) =>
  (await ask(callbacksContract, 'open', {})).filter(({ partyName }) => partyName === HUBER);

export function ringGroup(centre: () => DemoCentre): void {
  describe('story 6: ring group', () => {
    it('three phones ring, Yıldız answers: the other pops close and say who; the call is his', async () => {
      const { nadine, mehmet, call, phone } = centre();
      call({ from: CALLERS.huber.number, to: GROUP });
      const pops = [nadine, mehmet].map(({ page }) => popOf(page, HUBER));
      await Promise.all(pops.map((pop) => pop.waitFor()));
      expect(GROUP.map((login) => phone(login).shown.state)).toEqual(['ringing', 'ringing', 'ringing']);
      phone('mehmet').press('answer');
      await popOf(nadine.page, HUBER).getByText('angenommen: Mehmet Yıldız').waitFor();
      await Promise.all(pops.map((pop) => pop.waitFor({ state: 'detached' })));
      await eventually(() => phone('birgit').shown.state).toBe('idle');
      expect(await nadine.ask(wrapUpContract, 'open', {})).toEqual([]);

      await strip(mehmet.page).getByText('Gespräch läuft').waitFor();
      await note(mehmet.page).fill('Fragt nach der Lieferzeit.');
      phone('mehmet').press('hang-up');
      await inThreeClicks(mehmet.page, STORY, 'log a call', async () => {
        await button(strip(mehmet.page), 'Abschließen').click();
        await strip(mehmet.page).waitFor({ state: 'detached' });
      });
      expect(await Promise.all([nadine, mehmet].map(listedOn))).toEqual([[], []]);
    });

    it('the next call nobody takes: one entry, not three; Kröger claims it, everybody sees it, spoken to it is gone', async () => {
      const { nadine, mehmet, call, phone } = centre();
      call({ from: CALLERS.huber.number, to: GROUP, patienceMs: 1_000 });
      await popOf(nadine.page, HUBER).getByText('Anrufer hat aufgelegt').waitFor();
      await Promise.all([nadine, mehmet].map((desk) => waitingOn(desk).first().waitFor()));
      // Once either has sent what it saw of the call, and has what the other saw.
      for (const desk of [nadine, mehmet])
        await eventually(async () => (await desk.ask(sessionContract, 'status', {})).centre.pending).toBe(0);
      for (const desk of [nadine, mehmet]) {
        await eventually(async () => (await listedOn(desk)).map(({ calls }) => calls.length)).toEqual([1]);
        await eventually(() => waitingOn(desk).count()).toBe(1);
      }

      const claiming = await inThreeClicks(nadine.page, STORY, 'claim a missed call', async () => {
        await button(waitingOn(nadine), `${HUBER} beanspruchen`).click();
        await waitingOn(nadine).getByText('von Ihnen beansprucht').waitFor();
      });
      expect(claiming).toBe(1);
      await waitingOn(mehmet)
        .getByText(/beansprucht von Nadine Kröger/)
        .waitFor();
      expect(await violationsOf(mehmet.page)).toEqual([]);
      await takePicture(mehmet.page, join(ARTIFACTS, 'story-6-claimed.png'));

      const { page } = mehmet;
      await navigation(page, 'Anrufe').click();
      await page.getByRole('radiogroup').getByText('Verpasst').click();
      const missed = page.getByRole('row').filter({ hasText: HUBER });
      // The call answered before is in the list until it is the narrowed one.
      await eventually(() => missed.count()).toBe(1);
      await missed.getByText('Verpasst', { exact: true }).waitFor();
      await navigation(page, 'Heute').click();

      call({ from: CALLERS.huber.number, to: ['nadine'] });
      await popOf(nadine.page, HUBER).getByText('Eingehender Anruf').waitFor();
      phone('nadine').press('answer');
      await strip(nadine.page).getByText('Gespräch läuft').waitFor();
      phone('nadine').press('hang-up');
      await waitingOn(mehmet).waitFor({ state: 'detached' });
    });
  });
}
