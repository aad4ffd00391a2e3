import { create } from 'zustand';
import { remember, remembered } from '../ui/remembered.ts';
import type { ListedAct } from './act.ts';

const KEY = 'acts.recent';
const MOST_RECENT = 8;

interface ActStore {
  /** By the place they were offered from; an act leaves with the part of the screen that offered it. */
  readonly acts: ReadonlyMap<string, ListedAct>;
  /** Ids, the last one first. */
  readonly recent: readonly string[];
  /** @returns takes it back */
  offer(from: string, act: ListedAct): () => void;
  used(id: string): void;
}

export const useActStore = create<ActStore>()((set) => ({
  acts: new Map(),
  recent: remembered(KEY),
  offer(from, act) {
    set(({ acts }) => ({ acts: new Map(acts).set(from, act) }));
    return () =>
      set(({ acts }) => {
        if (acts.get(from) !== act) return {};
        const rest = new Map(acts);
        rest.delete(from);
        return { acts: rest };
      });
  },
  used: (id) =>
    set(({ recent }) => {
      const next = [id, ...recent.filter((one) => one !== id)].slice(0, MOST_RECENT);
      remember(KEY, next);
      return { recent: next };
    }),
}));
