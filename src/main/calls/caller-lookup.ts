import type { RemoteParty } from '#shared/calls/call-event.ts';
import type { CallerCard, CallerMatch, MatchRule, PersonCard } from '#shared/calls/live-call.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { candidates } from '#shared/phone/candidates.ts';
import type { Candidates } from '#shared/phone/candidates.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { NumberRuleKind, RuleFor } from '#shared/phone/number-rule.ts';
import { ownHit } from '#shared/phone/own-numbers.ts';
import type { NumberHit, NumberIndex } from './number-index.ts';

export interface CallerLookup {
  /** The ladder of docs/architecture.md, "Who is calling". A withheld caller is never looked up. */
  lookup(remote: RemoteParty, profile: DialProfile): CallerMatch;
  /** The colleague with that extension of the house. */
  colleague(extension: string): CallerCard | undefined;
}

export interface CallerLookupDeps {
  readonly index: NumberIndex;
  /** Names and details; what is no longer there, or not ours to see, is left out. */
  describe(type: string, ids: readonly string[]): ReadonlyMap<string, CallerCard>;
  /** Weight of each thing by its id; the heaviest is shown first. */
  rank(refs: readonly Ref[]): ReadonlyMap<string, number>;
  /** The people of a firm, by branch and department. */
  people(firms: readonly Ref[]): readonly PersonCard[];
  /** What the house has decided of such a number. */
  readonly ruleFor: RuleFor;
}

const MATCH_OF_RULE: Readonly<Record<NumberRuleKind, MatchRule>> = {
  ignore: 'ignored',
  reject: 'rejected',
  internal: 'internal-rule',
};

/** A number stored for more parties than this is no family's: enough for the largest care home. */
const MOST_SHOWN = 50;

export function createCallerLookup(deps: CallerLookupDeps): CallerLookup {
  const { index } = deps;
  const ruled = (found: Candidates): CallerMatch | undefined => {
    const hit = deps.ruleFor(found);
    return hit && { rule: MATCH_OF_RULE[hit.kind], candidates: [], digits: hit.digits, note: hit.note };
  };
  return {
    lookup(remote, profile) {
      if (remote.withheld) return { rule: 'withheld', candidates: [] };
      const found = candidates(remote.number ?? '', profile);
      switch (found.kind) {
        case 'none':
          return { rule: 'unknown', candidates: [] };
        case 'internal': {
          const cards = described(deps, index.extension(found.digits));
          if (cards.length > 0) return { rule: 'own-extension', candidates: cards, digits: found.digits };
          return ruled(found) ?? { rule: 'own-extension', candidates: [] };
        }
        case 'external': {
          const own = ownHit(found.digits, profile.ownNumbers);
          const cards = own ? described(deps, index.extension(own.extension)) : [];
          if (own && cards.length > 0)
            return { rule: 'own-extension', candidates: cards, digits: own.digits };
          const match = ruled(found) ?? matchOf(deps, found.digits);
          // Ours, but nobody's here: whoever has stored it whole is meant, else the house and no stranger.
          return own && (match.rule === 'stem' || match.rule === 'unknown')
            ? { rule: 'own-extension', candidates: [], digits: own.digits }
            : match;
        }
      }
    },
    colleague: (extension) => described(deps, index.extension(extension))[0],
  };
}

/** The first rung with somebody on it whom this desk can show. */
function matchOf(deps: CallerLookupDeps, readings: readonly string[]): CallerMatch {
  for (const rung of rungsOf(deps.index.find(readings))) {
    const [first] = rung;
    if (!first) continue;
    const cards = described(
      deps,
      rung.map(({ ref }) => ref),
    );
    if (cards.length === 0) continue;
    if (first.kind === 'stem') {
      const people = deps.people(cards.map(({ ref }) => ref));
      return {
        ...{ rule: 'stem', candidates: cards, digits: first.digits, extension: first.extension ?? '' },
        ...(people.length > 0 ? { people } : {}),
        ...formerOf(deps, [first.digits]),
      };
    }
    return { rule: cards.length === 1 ? 'exact' : 'shared', candidates: cards, digits: first.digits };
  }
  return { rule: 'unknown', candidates: [], ...formerOf(deps, readings) };
}

function formerOf(deps: CallerLookupDeps, readings: readonly string[]): Pick<CallerMatch, 'former'> {
  const former = described(deps, deps.index.former(readings));
  return former.length > 0 ? { former } : {};
}

/** Hits of one number, or of one stem, are one rung; they come side by side. */
function rungsOf(hits: readonly NumberHit[]): readonly (readonly NumberHit[])[] {
  const rungs = new Map<string, NumberHit[]>();
  for (const hit of hits) {
    const key = `${hit.kind} ${hit.digits} ${hit.extension ?? ''}`;
    const rung = rungs.get(key);
    if (rung) rung.push(hit);
    else rungs.set(key, [hit]);
  }
  return [...rungs.values()];
}

/** Cards, the heaviest first; equals stay in the order of their contact points. */
function described({ describe, rank }: CallerLookupDeps, hits: readonly Ref[]): readonly CallerCard[] {
  const refs = [...new Map(hits.map((ref) => [`${ref.type} ${ref.id}`, ref])).values()];
  const weights = refs.length > 1 ? rank(refs) : new Map<string, number>();
  const weightOf = ({ id }: Ref): number => weights.get(id) ?? 0;
  const shown = refs.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_SHOWN);
  const cards = new Map<string, ReadonlyMap<string, CallerCard>>();
  for (const type of new Set(shown.map((ref) => ref.type))) {
    const ids = shown.filter((ref) => ref.type === type).map(({ id }) => id);
    cards.set(type, describe(type, ids));
  }
  return shown.flatMap(({ type, id }) => cards.get(type)?.get(id) ?? []);
}
