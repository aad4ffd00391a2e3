import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { ARTIFACTS, startDemoCentre } from './demo-centre.ts';
import type { DemoCentre } from './demo-centre.ts';

/** A centre of its own for the tests of a file, with both desks cleared after each. */
export function tellStory(): () => DemoCentre {
  let started: DemoCentre | undefined;
  const centre = (): DemoCentre => {
    if (!started) throw new Error('the demo did not start');
    return started;
  };
  beforeAll(async () => {
    started = await startDemoCentre();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [name, { page }] of Object.entries({ nadine: centre().nadine, mehmet: centre().mehmet }))
        await page.screenshot({
          path: join(ARTIFACTS, `failed-${task.name.slice(0, 30).replaceAll(/\W+/g, '-')}-${name}.png`),
        });
    await centre().reset();
  });
  afterAll(() => started?.stop());
  return centre;
}
