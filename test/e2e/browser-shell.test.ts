import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { blockedMember } from './browser/blocked-member.ts';
import { commitments } from './browser/commitments.ts';
import { conflict } from './browser/conflict.ts';
import { dueFollowUp } from './browser/due-follow-up.ts';
import { everyScreen } from './browser/every-screen.ts';
import { files } from './browser/files.ts';
import { keepCustomer } from './browser/keep-customer.ts';
import { keepDirectory } from './browser/keep-directory.ts';
import { knownCaller } from './browser/known-caller.ts';
import { passOn } from './browser/pass-on.ts';
import { search } from './browser/search.ts';
import { settings } from './browser/settings.ts';
import { sheet } from './browser/sheet.ts';
import { sharedNumbers } from './browser/shared-numbers.ts';
import { sharedDesk } from './browser/shared-desk.ts';
import { signIn } from './browser/sign-in.ts';
import { cablePulled } from './browser/story-5-cable-pulled.ts';
import { ringGroup } from './browser/story-6-ring-group.ts';
import { withheldCall } from './browser/withheld-call.ts';
import { ARTIFACTS, startDemoCentre } from './demo-centre.ts';
import type { DemoCentre } from './demo-centre.ts';

describe('the browser shell', () => {
  let started: DemoCentre | undefined;
  const centre = (): DemoCentre => {
    if (!started) throw new Error('the demo did not start');
    return started;
  };

  beforeAll(async () => {
    started = await startDemoCentre();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      for (const [name, { page }] of Object.entries({ nadine: centre().nadine, mehmet: centre().mehmet }))
        await page.screenshot({
          path: join(ARTIFACTS, `failed-${task.name.slice(0, 30).replaceAll(/\W+/g, '-')}-${name}.png`),
        });
    }
    await centre().reset();
  });
  afterAll(() => started?.stop());

  knownCaller(centre);
  sharedNumbers(centre);
  withheldCall(centre);
  ringGroup(centre);
  blockedMember(centre);
  commitments(centre);
  passOn(centre);
  dueFollowUp(centre);
  cablePulled(centre);
  search(centre);
  sheet(centre);
  settings(centre);
  conflict(centre);
  files(centre);
  keepDirectory(centre);
  keepCustomer(centre);
  signIn(centre);
  sharedDesk(centre);
  everyScreen(centre);
});
