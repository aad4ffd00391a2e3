/** How long anything on the rig may take before the test fails with a sentence instead of hanging. Milliseconds. */
export const PATIENCE_MS = 30_000;

/** A condition did not come true in time; the message says what was awaited and what was there instead. */
export class NotInTimeError extends Error {
  override readonly name = 'NotInTimeError';
}

/**
 * Resolves with the first value `probe` gives that is not undefined: now, or whenever `changed` fires.
 * No polling: the owner of the state calls its listeners after each change.
 *
 * @param describe what was awaited and what was seen, for the error.
 * @param patience ms; longer than usual for what takes the PBX longer.
 * @throws NotInTimeError
 */
export function waitUntil<T>(
  listeners: Set<() => void>,
  probe: () => T | undefined,
  describe: () => string,
  patience = PATIENCE_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      listeners.delete(check);
      act();
    };
    const check = (): void => {
      try {
        const value = probe();
        if (value !== undefined) finish(() => resolve(value));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => {
      finish(() => reject(new NotInTimeError(`not within ${patience / 1000} s: ${describe()}`)));
    }, patience);
    listeners.add(check);
    check();
  });
}
