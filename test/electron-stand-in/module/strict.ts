/** What the language and the test runner look up on any object. */
const incidental: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor']);

/**
 * The object, except that reading or setting what it does not have throws with the API's name: a stand-in that
 * quietly answers `undefined` would let the app use what was never tried.
 */
export function strict<T extends object>(name: string, target: T): T {
  const missing = (key: string): Error => new Error(`electron stand-in: ${name}.${key} is not implemented`);
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || incidental.has(key)) {
        return Reflect.get(object, key, receiver) as unknown;
      }
      throw missing(key);
    },
    set(object, key, value, receiver) {
      // EventEmitter and our own fields set names that are there; anything else is Electron's API.
      if (typeof key === 'symbol' || key in object) return Reflect.set(object, key, value, receiver);
      throw missing(key);
    },
  });
}

/** An event with the `preventDefault` that Electron's handlers get. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventableEvent(): PreventableEvent {
  let prevented = false;
  return {
    get defaultPrevented() {
      return prevented;
    },
    preventDefault() {
      prevented = true;
    },
  };
}
