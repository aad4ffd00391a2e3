/** Whether something has happened a moment ago. */
export interface Lately {
  /** It has happened now. */
  readonly note: () => void;
  readonly is: () => boolean;
}

interface LatelyOptions {
  /** ms after which it counts no more, where it goes on and on without a moment between. */
  readonly mostMs?: number;
  /** ms. */
  readonly monotonic?: () => number;
}

/** @param ms how long a moment is */
export function createLately(
  ms: number,
  { mostMs = Infinity, monotonic = () => performance.now() }: LatelyOptions = {},
): Lately {
  let at = -Infinity;
  let since = -Infinity;
  return {
    note() {
      const now = monotonic();
      if (now - at >= ms) since = now;
      at = now;
    },
    is() {
      const now = monotonic();
      return now - at < ms && now - since < mostMs;
    },
  };
}
