import type { CallerCard, PersonCard } from '#shared/calls/live-call.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { RuleFor } from '#shared/phone/number-rule.ts';
import type { ReadableDb } from '../replica/db.ts';
import type { MainFeature } from './host.ts';

export type Describe = (type: string, ids: readonly string[]) => ReadonlyMap<string, CallerCard>;
/** In place of the name of what nobody is to be told of; the pop says why. */
export const CONCEALED = '•••';

export type Rank = (refs: readonly Ref[]) => ReadonlyMap<string, number>;

/** One describer a type; two features that claim the same one are a mistake found at start. */
export function createDescribe(db: ReadableDb, features: readonly MainFeature[]): Describe {
  const describers = new Map<string, NonNullable<MainFeature['describe']>[string]>();
  for (const { shared, describe } of features) {
    for (const [type, describer] of Object.entries(describe ?? {})) {
      if (describers.has(type))
        throw new Error(`${shared.name} describes ${type}, which another feature does already`);
      describers.set(type, describer);
    }
  }
  return (type, ids) => {
    if (ids.length === 0) return new Map();
    const concealed = new Set(features.flatMap(({ conceals }) => conceals?.(db, type, ids) ?? []));
    const cards = new Map<string, CallerCard>();
    for (const card of describers.get(type)?.(db, ids) ?? []) cards.set(card.ref.id, card);
    // Also what this replica has nothing of: there is somebody, and the agent is told so.
    for (const id of concealed) cards.set(id, { ref: { type, id }, name: CONCEALED, detail: '' });
    return cards;
  };
}

/** The features' weights of each thing, added up. */
export function createRank(db: ReadableDb, features: readonly MainFeature[]): Rank {
  return (refs) => {
    const weights = new Map<string, number>();
    for (const { rank } of features) {
      for (const [id, weight] of rank?.(db, refs) ?? []) weights.set(id, (weights.get(id) ?? 0) + weight);
    }
    return weights;
  };
}

/** Whom the features know at a firm. */
export function createPeople(
  db: ReadableDb,
  features: readonly MainFeature[],
): (firms: readonly Ref[]) => readonly PersonCard[] {
  return (firms) => features.flatMap((feature) => feature.peopleOf?.(db, firms) ?? []);
}

/** The first feature that has a rule for the number. */
export function createRuleFor(db: ReadableDb, features: readonly MainFeature[]): RuleFor {
  const all = features.flatMap((feature) => feature.ruleFor?.(db) ?? []);
  return (found) => {
    for (const ruleFor of all) {
      const hit = ruleFor(found);
      if (hit) return hit;
    }
    return undefined;
  };
}
