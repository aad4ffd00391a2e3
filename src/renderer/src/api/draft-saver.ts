export type SaveState = 'saved' | 'saving' | 'failed';

export interface DraftSaver {
  /** Takes the newest text; what is on its way is waited for, what lies between is skipped. */
  push(text: string): void;
  /** Resolves once the newest text is saved, or has failed to be. */
  settled(): Promise<void>;
  /** Tries again what has failed. */
  retry(): void;
  /** Resolves to whether the newest text is saved; what has failed is tried once more. */
  flush(): Promise<boolean>;
}

interface DraftSaverDeps {
  readonly save: (text: string) => Promise<void>;
  readonly onState: (state: SaveState) => void;
}

const underWay = new Set<Promise<void>>();

/** Resolves once every text that is being typed anywhere on the page is saved, or has failed to be. */
export async function draftsSettled(): Promise<void> {
  await Promise.all(underWay);
}

/**
 * Saves a text at every key, the first included, one write at a time, so that an older one never overtakes a newer.
 * A text that could not be saved is kept and goes with the next push or `retry`.
 */
export function createDraftSaver({ save, onState }: DraftSaverDeps): DraftSaver {
  let pending: string | undefined;
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    onState('saving');
    while (pending !== undefined) {
      const text: string = pending;
      pending = undefined;
      try {
        await save(text);
      } catch {
        pending ??= text;
        onState('failed');
        return;
      }
    }
    onState('saved');
  };
  const start = (): void => {
    if (running) return;
    const work = drain().finally(() => {
      running = undefined;
      underWay.delete(work);
    });
    running = work;
    underWay.add(work);
  };

  return {
    push(text) {
      pending = text;
      start();
    },
    settled: () => running ?? Promise.resolve(),
    retry() {
      if (pending !== undefined) start();
    },
    async flush() {
      await running;
      if (pending !== undefined) start();
      await running;
      return pending === undefined;
    },
  };
}
