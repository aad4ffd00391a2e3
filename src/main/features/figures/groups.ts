/** Things counted under a key, and the people whose doing they are. */
export interface Group<K> {
  readonly key: K;
  readonly people: ReadonlySet<string>;
}

export interface Folded<K, G extends Group<K>> {
  readonly shown: readonly G[];
  /** Those too small to be told of alone, to be told of together; empty: there are none. */
  readonly rest: readonly G[];
}

/**
 * Which groups may be told of, so that nothing said is of fewer than `least` people: not a group, and not the remainder
 * that a reader gets by subtracting. Where the small ones together are still too few, the smallest of the others join
 * them. null: there are too few people in all.
 */
export function foldSmall<K, G extends Group<K>>(groups: readonly G[], least: number): Folded<K, G> | null {
  if (union(groups).size < least) return null;
  const bySize = groups.toSorted((a, b) => a.people.size - b.people.size);
  let cut = bySize.filter(({ people }) => people.size < least).length;
  while (cut > 0 && cut < bySize.length && union(bySize.slice(0, cut)).size < least) cut += 1;
  const rest = new Set(bySize.slice(0, cut));
  return {
    shown: groups.filter((group) => !rest.has(group)),
    rest: groups.filter((group) => rest.has(group)),
  };
}

function union(groups: readonly Group<unknown>[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ people }) => [...people]));
}
