import { createRandom } from '#demo/data/random.ts';
import type { Random } from '#demo/data/random.ts';
import { loadParty } from '#demo/data/load-set.ts';
import type { LoadParty } from '#demo/data/load-set.ts';
import { LOAD_SEED } from '../lib/load-replica.ts';

export interface SearchQuery {
  readonly kind: keyof typeof WAYS;
  /** As an agent types it. */
  readonly text: string;
  /** Who was meant. */
  readonly party: LoadParty;
  /** A text that is this one's alone: the party must be among the hits. */
  readonly isSharp: boolean;
}

interface Way {
  readonly type: (party: LoadParty, random: Random) => string | null;
  readonly isSharp?: true;
}

/** How agents look for somebody, each as often as the others. */
const WAYS = {
  'family name': { type: ({ lastName }) => lastName },
  'beginning of a name': { type: ({ lastName }) => lastName?.slice(0, 4) ?? null },
  'full name': { type: ({ firstName, lastName }) => firstName && lastName && `${firstName} ${lastName}` },
  'name as sorted': { type: ({ kind, sortName }) => (kind === 'person' ? sortName : null) },
  'name and town': { type: ({ lastName, city }) => lastName && `${lastName} ${city}` },
  firm: { type: ({ kind, name }) => (kind === 'organisation' ? name : null) },
  'without umlauts': {
    type: ({ lastName }) =>
      lastName !== null && /[äöüß]/i.test(lastName)
        ? lastName.replace(/[äöüßÄÖÜ]/g, (letter) => PLAIN[letter] ?? letter).toLowerCase()
        : null,
  },
  'swapped letters': { type: ({ lastName }, random) => lastName && swapped(lastName, random) },
  'missing letter': { type: ({ lastName }, random) => lastName && without(lastName, random) },
  'wrong letter': { type: ({ lastName }, random) => lastName && wrong(lastName, random) },
  'customer number': { type: ({ customerNo }) => customerNo, isSharp: true },
  'phone number': { type: ({ digits }) => `+${digits.slice(0, 3)} ${digits.slice(3)}`, isSharp: true },
  'mail address': { type: ({ mail }) => mail, isSharp: true },
  'postal code and name': { type: ({ postalCode, lastName }) => lastName && `${postalCode} ${lastName}` },
} as const satisfies Readonly<Record<string, Way>>;

const PLAIN: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u', ß: 'ss', Ä: 'A', Ö: 'O', Ü: 'U' };
/** Shorter ones are too near to too many to be found through an error. */
const SHORTEST_MISTYPED = 6;

/** Of everybody who was filled in, `each` queries of every way. */
export function searchQueries(parties: number, each: number): SearchQuery[] {
  const random = createRandom(1);
  const ways = Object.entries(WAYS) as [SearchQuery['kind'], Way][];
  return ways.flatMap(([kind, { type, isSharp = false }]) => {
    const queries: SearchQuery[] = [];
    while (queries.length < each) {
      const party = loadParty(LOAD_SEED, random.int(parties));
      const text = type(party, random);
      if (text) queries.push({ kind, text, party, isSharp });
    }
    return queries;
  });
}

/** An error in the midst, never in the first letter. */
function mistyped(name: string, random: Random, change: (at: number) => string): string | null {
  return name.length < SHORTEST_MISTYPED ? null : change(2 + random.int(name.length - 4));
}

const swapped = (name: string, random: Random) =>
  mistyped(
    name,
    random,
    (at) => `${name.slice(0, at)}${name[at + 1] ?? ''}${name[at] ?? ''}${name.slice(at + 2)}`,
  );

const without = (name: string, random: Random) =>
  mistyped(name, random, (at) => name.slice(0, at) + name.slice(at + 1));

const wrong = (name: string, random: Random) =>
  mistyped(name, random, (at) => name.slice(0, at) + random.pick([...'aeiourstnl']) + name.slice(at + 1));
