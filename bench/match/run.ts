import { createRandom } from '#demo/data/random.ts';
import type { FilledProfile } from '../lib/filled-profile.ts';
import { benchMatch } from './lookup.ts';
import type { MatchResult } from './lookup.ts';

/** Number → who calls, on an idle desk, beside what other systems ask their database. */
export function benchLookup(
  filled: FilledProfile,
  say: (line: string) => void,
): MatchResult & { readonly parties: number } {
  say('measuring the look-up');
  const { int } = createRandom(1);
  const { parties } = filled;
  return {
    parties,
    ...filled.withReplica((replica) => benchMatch(replica, parties, () => int(2 ** 30) / 2 ** 30)),
  };
}
