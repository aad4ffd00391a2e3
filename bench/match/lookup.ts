import { createCallerLookup } from '#main/calls/caller-lookup.ts';
import { createNumberIndex } from '#main/calls/number-index.ts';
import { features } from '#main/features.ts';
import { createDescribe, createPeople, createRank, createRuleFor } from '#main/host/describe.ts';
import type { Replica } from '#main/replica/replica.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { digitsOf } from '../lib/load-replica.ts';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';

export interface MatchResult {
  /** ms: number → rule, name and detail, as the pop needs them. */
  readonly lookup: Spread;
  /** ms: the query alone, parsing and describing left out. */
  readonly query: Spread;
  /** ms: what other systems run, a comparison with the last digits of every stored number. */
  readonly likeSuffix: Spread;
  /** Median of the LIKE over the median of the query, same run, same replica. */
  readonly timesFaster: number;
}

const LOOKUPS = 20_000;
const LIKES = 15;
const SUFFIX_DIGITS = 8;

export function benchMatch(replica: Replica, parties: number, random: () => number): MatchResult {
  const { db } = replica;
  const index = createNumberIndex(db);
  const { lookup } = createCallerLookup({
    index,
    describe: createDescribe(db, features),
    rank: createRank(db, features),
    people: createPeople(db, features),
    ruleFor: createRuleFor(db, features),
  });
  const profile = defaultDeskSettings.dialProfile;
  const like = db.prepare<[string], { party_id: string }>(
    'SELECT party_id FROM contact_point WHERE digits LIKE ?',
  );
  const pick = (): number => Math.floor(random() * parties);
  const time = (work: () => unknown): number => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  };

  const lookups = Array.from({ length: LOOKUPS }, () => {
    const remote = { number: `+${digitsOf(pick())}` };
    return time(() => {
      if (lookup(remote, profile).rule !== 'exact') throw new Error(`${remote.number} was not found`);
    });
  });
  const queries = Array.from({ length: LOOKUPS }, () => {
    const candidates = [digitsOf(pick())];
    return time(() => index.find(candidates));
  });
  const likes = Array.from({ length: LIKES }, () => {
    const suffix = `%${digitsOf(pick()).slice(-SUFFIX_DIGITS)}`;
    return time(() => {
      if (like.all(suffix).length === 0) throw new Error(`${suffix} was not found`);
    });
  });
  const [query, likeSuffix] = [spread(queries), spread(likes)];
  return { lookup: spread(lookups), query, likeSuffix, timesFaster: Math.round(likeSuffix.p50 / query.p50) };
}
