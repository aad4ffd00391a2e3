import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CALLERS } from '#demo/data/callers.ts';
import { createDeskProcess } from '#demo/desk-process.ts';
import { stopAll } from '#shared/kernel/service.ts';
import { ROOT } from '../../../src/launch/root.ts';
import { violationsOf } from '../axe.ts';
import { ARTIFACTS } from '../demo-centre.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { openDesk } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { eventually } from '../eventually.ts';
import { button, panel, popOf, rows, title } from '../screen.ts';

const KEVIN = 'Kevin Roth';
const BANNER = 'Gesperrt bis 31.03., Hausordnung';

/** A desk of another house on a phone nobody else sits at. */
async function deskOfVitalwerk({
  demo,
  browser,
}: DemoCentre): Promise<{ desk: Desk; stop(): Promise<void> }> {
  const flags = (await demo.flagsOf('tobias')).map((flag, index, all) => {
    if (all[index - 1] === '--profile') return 'jonas';
    return all[index - 1] === '--sign-in' ? 'vitalwerk/jonas' : flag;
  });
  const running = createDeskProcess({
    name: 'the desk of jonas',
    script: join(ROOT, 'src', 'launch', 'start.ts'),
    args: ['--shell', 'browser', '--no-open', '--port', '0', ...flags],
  });
  await running.start();
  try {
    const desk = await openDesk(browser, running.address ?? '');
    return { desk, stop: () => stopAll([running, { start() {}, stop: () => desk.close() }]) };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

export function blockedMember(centre: () => DemoCentre): void {
  it('story 8, the block: red and in words in the pop and on the sheet, for an agent to see; on 01.04. it lifts itself', async () => {
    const { call, phone } = centre();
    const { desk, stop } = await deskOfVitalwerk(centre());
    try {
      const { page } = desk;
      await page
        .getByText(/^Stand .* · online$/)
        .first()
        .waitFor();
      call({ from: CALLERS.kevinRoth.number, to: ['tobias'] });
      await popOf(page, KEVIN).getByText(BANNER).waitFor();
      await page.screenshot({ path: join(ARTIFACTS, 'story-8-pop.png') });
      await page.keyboard.press('Alt+Enter');
      await title(page, KEVIN).waitFor();
      phone('tobias').press('answer');
      const banner = page.getByRole('main').getByText(BANNER);
      await banner.waitFor();
      await page.screenshot({ path: join(ARTIFACTS, 'story-8-sheet.png') });
      expect(await violationsOf(page)).toEqual([]);
      // He is an agent: he sees it, and neither lifts it nor sets another.
      await rows(page, 'Sperren').getByText('gesperrt', { exact: true }).waitFor();
      expect(await button(page, 'Sperre aufheben').count()).toBe(0);
      expect(await button(panel(page, 'Sperren'), 'Sperren').count()).toBe(0);
      phone('tobias').press('hang-up');

      // The last day, then the first of April: nobody has done anything.
      const now = new Date();
      const year = now.getFullYear() + (now.getMonth() > 2 ? 1 : 0);
      await page.clock.setFixedTime(new Date(year, 2, 31, 12));
      await page.reload();
      await title(page, KEVIN).waitFor();
      await banner.waitFor();
      await page.clock.setFixedTime(new Date(year, 3, 1, 12));
      await page.reload();
      await title(page, KEVIN).waitFor();
      await rows(page, 'Sperren').getByText('abgelaufen', { exact: true }).waitFor();
      await eventually(() => banner.count()).toBe(0);
    } finally {
      await stop();
    }
  });
}
