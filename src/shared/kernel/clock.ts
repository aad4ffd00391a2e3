/** Time as a dependency: the simulator and the tests bring their own. */
export interface Clock {
  /** ms since the epoch, by this machine's clock; for display and ordering hints only, never for truth. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
