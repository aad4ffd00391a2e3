/** A question as the host gets it. */
export interface Question {
  /** `<part>.<call>` */
  readonly channel: string;
  readonly input: unknown;
}

export interface Known {
  readonly value: unknown;
}

/** Tables whose rows have changed. `everything`: events may have been missed. */
export type ChangedTables = ReadonlySet<string> | 'everything';

/**
 * Questions that were asked before the parts of a screen are there to ask them, until that screen has come. An answer
 * is nobody's any more once rows of a table it goes by have changed: `tables`, as whoever takes it names them.
 */
export interface Ahead {
  /** Forgets those before. Resolves when all are answered or have failed; never rejects. */
  ask(questions: readonly Question[]): Promise<void>;
  /** The answer, on its way or there; undefined: it was not asked for, or has failed. */
  answerTo(question: Question, tables: readonly string[]): Promise<unknown> | undefined;
  /** The answer where it is there. */
  known(question: Question, tables: readonly string[]): Known | undefined;
  changed(tables: readonly string[] | 'everything'): void;
  forget(): void;
}

interface Asked {
  readonly answer: Promise<unknown>;
  known?: Known;
}

export const keyOf = ({ channel, input }: Question): string => `${channel} ${JSON.stringify(input)}`;

export function createAhead(ask: (question: Question) => Promise<unknown>): Ahead {
  const asked = new Map<string, Asked>();
  /** Since they were asked. */
  let changes: ChangedTables = new Set();

  const begin = async (question: Question): Promise<void> => {
    const key = keyOf(question);
    const own: Asked = { answer: ask(question) };
    asked.set(key, own);
    try {
      own.known = { value: await own.answer };
    } catch {
      // Whoever asks it of itself hears why.
      if (asked.get(key) === own) asked.delete(key);
    }
  };
  const find = (question: Question, tables: readonly string[]): Asked | undefined => {
    const since = changes;
    if (since === 'everything' || tables.some((table) => since.has(table))) return undefined;
    return asked.get(keyOf(question));
  };
  const forget = (): void => {
    asked.clear();
    changes = new Set();
  };

  return {
    async ask(questions) {
      forget();
      await Promise.all(questions.map(begin));
    },
    answerTo: (question, tables) => find(question, tables)?.answer,
    known: (question, tables) => find(question, tables)?.known,
    changed(tables) {
      if (asked.size === 0) return;
      if (tables === 'everything' || changes === 'everything') changes = 'everything';
      else changes = new Set([...changes, ...tables]);
    },
    forget,
  };
}
