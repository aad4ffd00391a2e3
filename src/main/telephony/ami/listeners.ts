export interface Listeners<T> {
  /** The function returned takes it off again. */
  readonly add: (listener: (value: T) => void) => () => void;
  readonly tell: (value: T) => void;
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      // Wrapped, so that one function can be added twice and taken off once.
      const entry = (value: T): void => {
        listener(value);
      };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    tell: (value) => {
      for (const listener of listeners) listener(value);
    },
  };
}
