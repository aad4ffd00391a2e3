import type { ReadableDb } from '../replica/db.ts';
import type { MainFeature } from './host.ts';

/** An organisation of more is shown in part: its sheet stays quick. */
const MOST = 5_000;

export type PartiesWithin = (partyId: string) => readonly string[];

/** From a company to its branches, their departments and all their people, as the features tell each step. */
export function createPartiesWithin(db: ReadableDb, features: readonly MainFeature[]): PartiesWithin {
  return (partyId) => {
    const found = new Set<string>();
    let edge: readonly string[] = [partyId];
    while (edge.length > 0 && found.size < MOST) {
      const from = edge;
      const next = new Set(features.flatMap((feature) => feature.partiesWithin?.(db, from) ?? []));
      edge = [...next].filter((id) => id !== partyId && !found.has(id)).slice(0, MOST - found.size);
      for (const id of edge) found.add(id);
    }
    return [...found];
  };
}
