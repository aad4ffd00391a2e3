import { useState } from 'react';

export interface Selection<T> {
  /** Those chosen that are still on the list, in its order. */
  readonly chosen: readonly T[];
  has(item: T): boolean;
  set(items: readonly T[], isChosen: boolean): void;
}

/** What is chosen of a list that changes while one chooses: what leaves it is chosen no more. */
export function useSelection<T>(items: readonly T[], keyOf: (item: T) => string): Selection<T> {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen: items.filter((item) => keys.has(keyOf(item))),
    has: (item) => keys.has(keyOf(item)),
    set(changed, isChosen) {
      const present = new Set(items.map(keyOf));
      const next = new Set([...keys].filter((key) => present.has(key)));
      for (const key of changed.map(keyOf)) {
        if (isChosen) next.add(key);
        else next.delete(key);
      }
      setKeys(next);
    },
  };
}
