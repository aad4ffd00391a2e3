/** One that waits for its answer. */
export interface Waiting<I, O> {
  readonly item: I;
  resolve(answer: O): void;
  reject(error: unknown): void;
}

export interface BatcherOptions<I, O> {
  /** The most that is done in one go. */
  readonly limit: number;
  /**
   * Answers all of them, or sees to it that they are answered; the next batch of the same key begins when it settles.
   * Whoever is not answered when it rejects gets its error.
   */
  readonly run: (key: string, batch: readonly Waiting<I, O>[]) => Promise<void>;
}

/** Asks for one; answered together with others of the same key. */
export type Batcher<I, O> = (key: string, item: I) => Promise<O>;

interface Line<I, O> {
  waiting: Waiting<I, O>[];
}

/**
 * What is asked at the same time, or while a batch of the same key is under way, is done together in the next batch.
 * A batch begins after everything in it was asked: whoever reads the database in it reads nothing older than its
 * question.
 */
export function createBatcher<I, O>({ limit, run }: BatcherOptions<I, O>): Batcher<I, O> {
  /** A key is here while a batch of it is under way or about to be. */
  const lines = new Map<string, Line<I, O>>();

  async function work(key: string, line: Line<I, O>): Promise<void> {
    // Requests that have come in one turn of the event loop are one batch.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    while (line.waiting.length > 0) {
      const batch = line.waiting.slice(0, limit);
      line.waiting = line.waiting.slice(limit);
      try {
        await run(key, batch);
      } catch (error) {
        // Of one that is answered already this changes nothing.
        for (const { reject } of batch) reject(error);
      }
    }
    lines.delete(key);
  }

  return (key, item) =>
    new Promise<O>((resolve, reject) => {
      const line = lines.get(key);
      if (line) {
        line.waiting.push({ item, resolve, reject });
        return;
      }
      const made: Line<I, O> = { waiting: [{ item, resolve, reject }] };
      lines.set(key, made);
      void work(key, made);
    });
}
