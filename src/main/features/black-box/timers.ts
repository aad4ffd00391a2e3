/** Runs once after `ms`; the function returned cancels it. */
export type After = (ms: number, run: () => void) => () => void;

/** Keeps no process alive: what is pending is written at the stop. */
export const systemAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};
