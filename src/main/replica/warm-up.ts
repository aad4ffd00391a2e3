import type { Service } from '#shared/kernel/service.ts';
import type { ReadableDb } from './db.ts';

export interface WarmUpOptions {
  readonly db: ReadableDb;
  /** In this order: what a ringing call needs comes first. */
  readonly tables: readonly string[];
  /** It went wrong; nothing is lost by that but time. */
  readonly onError: (error: unknown) => void;
  /** ms. */
  readonly now?: () => number;
  /** Somebody waits for an answer just now: no piece begins meanwhile. */
  readonly isBusy?: () => boolean;
  /** Between two pieces; resolves when it is over, rejects when the signal aborts. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Rows passed between two looks at the clock: about ten pages. */
const STEP_ROWS = 200;
/** How long a piece may hold up the main thread, ms; one step more at worst. */
const PIECE_MS = 3;
const PAUSE_MS = 30;

/**
 * Walks the tables once after the start, a little at a time, so that the system has their pages in memory: a look-up
 * in a large replica reads a handful of pages from all over the file, and from a disk each of them is a wait. What is
 * read is not kept here; a system short of memory lets the pages go again.
 */
export function createWarmUp(options: WarmUpOptions): Service {
  const { db, tables, onError, delay, isBusy = () => false, now = () => performance.now() } = options;
  let ending: AbortController | undefined;
  let walking: Promise<void> = Promise.resolve();

  const walk = async (signal: AbortSignal): Promise<void> => {
    let began = now();
    for (const _ of passes(db, tables)) {
      if (now() - began < PIECE_MS) continue;
      do await delay(PAUSE_MS, signal);
      while (isBusy());
      began = now();
    }
  };

  return {
    start() {
      const { signal } = (ending = new AbortController());
      // Not before the start is over: whoever waits for the window waits for nothing else.
      walking = delay(PAUSE_MS, signal)
        .then(() => walk(signal))
        .catch((error: unknown) => {
          if (!signal.aborted) onError(error);
        });
    },
    async stop() {
      ending?.abort();
      await walking;
    },
  };
}

/** Every row and every key of the tables, some at a time. */
export function* passes(db: ReadableDb, tables: readonly string[]): Generator<void> {
  for (const name of tables) {
    for (const step of stepsOf(db, name)) {
      for (let from = step(null); from !== undefined; from = step(from)) yield;
    }
  }
}

type Key = string | number;
/** Passes some rows after `from`, from the first on with null; the last one passed, undefined at the end. */
type Step = (from: Key | null) => Key | undefined;

/** A table's rows and, where they are kept apart, the keys to them. */
function stepsOf(db: ReadableDb, table: string): readonly Step[] {
  const [key] = db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk = 1')
    .all(table);
  const ways = [
    ...(isByRowid(db, table) ? [{ key: 'rowid', how: 'NOT INDEXED' }] : []),
    ...(key ? [{ key: key.name, how: '' }] : []),
  ];
  return ways.map(({ key: column, how }): Step => {
    const passed = (where: string): string =>
      `SELECT "${column}" AS at FROM "${table}" ${how} ${where} ORDER BY "${column}" LIMIT 1 OFFSET ${STEP_ROWS - 1}`;
    const first = db.prepare<[], { at: Key }>(passed(''));
    const next = db.prepare<[Key], { at: Key }>(passed(`WHERE "${column}" > ?`));
    return (from) => (from === null ? first.get() : next.get(from))?.at;
  });
}

function isByRowid(db: ReadableDb, table: string): boolean {
  const [row] = db
    .prepare<[string], { wr: number }>("SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'")
    .all(table);
  return row?.wr === 0;
}
