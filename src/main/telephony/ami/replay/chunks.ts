/** Milliseconds since the first, offset, length. */
export type Arrival = readonly [number, number, number];

/** How the bytes of a recording are cut on their way: none of it may change what is understood. */
export type Chunking =
  | { readonly by: 'whole' }
  /** `[[ms, offset, length], …]`, the arrivals recorded beside the transcript. */
  | { readonly by: 'arrival'; readonly arrivals: readonly Arrival[] }
  | { readonly by: 'random'; readonly seed: number };

export function* chunksOf(bytes: Buffer, chunking: Chunking): Generator<Buffer> {
  if (chunking.by === 'whole') {
    yield bytes;
    return;
  }
  let from = 0;
  for (const length of chunking.by === 'arrival'
    ? lengthsOf(chunking.arrivals)
    : randomLengths(chunking.seed)) {
    if (from >= bytes.length) return;
    yield bytes.subarray(from, from + length);
    from += length;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

/** What a file of arrivals holds: one JSON list of them, or one a line. Nothing when it is no such file. */
export function readArrivals(text: string): readonly Arrival[] | undefined {
  const list = text.trim();
  try {
    const value: unknown = JSON.parse(list.startsWith('[[') ? list : `[${list.split('\n').join(',')}]`);
    return Array.isArray(value) && value.every(isArrival) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isArrival(value: unknown): value is Arrival {
  return Array.isArray(value) && value.length === 3 && value.every((part) => Number.isSafeInteger(part));
}

function* lengthsOf(arrivals: readonly Arrival[]): Generator<number> {
  for (const [, , length] of arrivals) yield Math.max(1, length);
}

/** Mostly network-sized, now and then a few bytes, so that every kind of boundary is cut through. */
function* randomLengths(seed: number): Generator<number> {
  const random = mulberry32(seed);
  for (;;) yield 1 + Math.floor(random() * (random() < 0.2 ? 12 : 6_000));
}

/** Small seeded generator in [0, 1); public domain (Tommy Ettinger). */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
