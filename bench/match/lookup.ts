import { createCallerLookup } from '#main/calls/caller-lookup.ts';
import { createNumberIndex } from '#main/calls/number-index.ts';
import { features } from '#main/features.ts';
import { createDescribe, createPeople, createRank, createRuleFor } from '#main/host/describe.ts';
import type { Replica } from '#main/replica/replica.ts';
import { passes } from '#main/replica/warm-up.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import { loadId } from '#demo/data/load-set.ts';
import { digitsOf } from '../lib/load-replica.ts';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';

export interface MatchResult {
  /** ms: number → rule, name and detail, as the pop needs them. */
  readonly lookup: Spread;
  /** ms of processor time of those: what the machine's other work does not blur. */
  readonly lookupProcessor: Spread;
  /** ms: right after each of them, one row of another party by its id. The least that a read takes here and now. */
  readonly oneRow: Spread;
  /** p99 of the look-up over p99 of that row. */
  readonly timesOneRow: number;
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
  // As every desk does after its start.
  for (const _ of passes(db, ['phone', ...replica.tables.keys()]));
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

  const row = db.prepare<[string]>('SELECT name FROM party WHERE id = ?');
  const processor: number[] = [];
  const oneRow: number[] = [];
  const lookups = Array.from({ length: LOOKUPS }, () => {
    const remote = { number: `+${digitsOf(pick())}` };
    const id = loadId(pick());
    const before = process.threadCpuUsage();
    const took = time(() => {
      if (lookup(remote, profile).rule !== 'exact') throw new Error(`${remote.number} was not found`);
    });
    const { user, system } = process.threadCpuUsage(before);
    processor.push((user + system) / 1000);
    oneRow.push(time(() => row.get(id)));
    return took;
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
  const [all, least] = [spread(lookups), spread(oneRow)];
  return {
    lookup: all,
    lookupProcessor: spread(processor),
    oneRow: least,
    timesOneRow: Math.round((all.p99 / least.p99) * 10) / 10,
    query,
    likeSuffix,
    timesFaster: Math.round(likeSuffix.p50 / query.p50),
  };
}
