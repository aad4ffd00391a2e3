/** Whether something has happened a moment ago. */
export interface Lately {
  /** It has happened now. */
  readonly note: () => void;
  readonly is: () => boolean;
}

/** @param ms how long a moment is @param monotonic ms */
export function createLately(ms: number, monotonic: () => number = () => performance.now()): Lately {
  let at = -Infinity;
  return {
    note() {
      at = monotonic();
    },
    is: () => monotonic() - at < ms,
  };
}
