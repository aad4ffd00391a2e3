import { createNewId } from '#shared/kernel/ids.ts';
import { createRandom } from './random.ts';
import { crowdCommands } from './crowd.ts';
import type { SeedCommand, SeedContext } from './seed-command.ts';
import { storyCommands } from './stories.ts';

export const DEFAULT_PARTIES = 200;

/** The demo tenant's data; `parties` besides those of the stories. The same seed and `now` make the same rows. */
export function demoData({
  seed: number,
  now,
  parties = DEFAULT_PARTIES,
}: {
  seed: number;
  now: number;
  parties?: number;
}): SeedCommand[] {
  const random = createRandom(number);
  // Ids follow the time they pretend to be made at, a year ago, so that newer ones sort behind.
  let tick = now - 365 * 86_400_000;
  const newId = createNewId({ now: () => (tick += 1) }, (length) => random.bytes(length));
  const context: SeedContext = { random, newId, now };
  return [...storyCommands(context), ...crowdCommands(context, parties)];
}
