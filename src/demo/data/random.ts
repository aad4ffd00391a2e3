/** Seeded and deterministic: the same seed makes the same demo, on every machine. */
export interface Random {
  /** From 0 to below `limit`. */
  int(limit: number): number;
  /** Throws on an empty list. */
  pick<const T>(list: readonly T[]): T;
  /** Whether something that happens in `share` of all cases happens now. */
  chance(share: number): boolean;
  bytes(length: number): Uint8Array;
}

/** mulberry32, by Tommy Ettinger: 32 bits of state, good enough for names and dates. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (limit: number): number => Math.floor(next() * limit);
  return {
    int,
    pick(list) {
      const picked = list[int(list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    chance: (share) => next() < share,
    bytes: (length) => Uint8Array.from({ length }, () => int(256)),
  };
}
