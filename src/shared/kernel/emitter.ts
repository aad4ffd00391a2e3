export type Listener<T> = (value: T) => void;
export type Unsubscribe = () => void;

/** One kind of event. A listener that throws does not keep the others from hearing; its error goes to `onError`. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void = rethrowLater) {
    this.#onError = onError;
  }

  on(listener: Listener<T>): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}

/** A bug in a listener surfaces as an unhandled rejection instead of breaking the emitter's caller. */
function rethrowLater(error: unknown): void {
  void Promise.reject(error);
}
