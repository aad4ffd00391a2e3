import type { Bootstrap } from './bootstrap.ts';
import type { Delay } from './net.ts';
import type { CreatePageHelper, PageHelper } from './page-helper.ts';

/** The helper of one link: it stays for a while after a pull, for while rows are pouring in the next one comes at once. */
export interface KeptHelper {
  /** For one pull; its `end` leaves the thread where it is. */
  readonly lend: CreatePageHelper;
  /** What puts another file in the place of the replica has it alone. */
  alone(bootstrap: Bootstrap | undefined): Bootstrap | undefined;
  /** Resolves when the replica is the main thread's alone again. */
  end(): Promise<void>;
}

/** A thread takes some 300 ms of a processor to start, and the file is opened twice for it. */
const STAYS_MS = 5_000;

export function keepHelper(create: CreatePageHelper, delay: Delay): KeptHelper {
  let helper: PageHelper | undefined;
  let rest: AbortController | undefined;
  /** Two helpers never have the file at the same time. */
  let ended: Promise<void> = Promise.resolve();

  const end = (): Promise<void> => {
    rest?.abort();
    rest = undefined;
    const last = helper;
    helper = undefined;
    if (!last) return ended;
    const ending = ended.then(() => last.end());
    ended = ending.catch(() => undefined);
    return ending;
  };
  const stay = (): void => {
    rest?.abort();
    const own = new AbortController();
    rest = own;
    // Whoever ends it, or asks for it again, aborts the delay; a file that cannot be opened again is met by the next who reads it.
    delay(STAYS_MS, own.signal)
      .then(() => (own.signal.aborted ? undefined : end()))
      .catch(() => undefined);
  };
  return {
    end,
    alone: (bootstrap) =>
      bootstrap && {
        async run(...args) {
          await end();
          return bootstrap.run(...args);
        },
      },
    lend(net) {
      rest?.abort();
      const lent = (helper ??= create(net));
      return (
        lent && {
          async pull(...asked) {
            await ended;
            return lent.pull(...asked);
          },
          end: async () => stay(),
        }
      );
    },
  };
}
