import type { BatchRow } from './store.ts';

/** How the batches of one line go to the centre. */
export interface Sending {
  /** Number of the last batch. */
  readonly last: number;
  readonly rows: (batch: number) => readonly BatchRow[];
  /** @returns the number to go on with; @throws as sendBatch */
  readonly send: (batch: number, rows: readonly BatchRow[]) => Promise<number>;
  /** So many rows are at the centre. */
  readonly note: (done: number) => void;
  readonly breathe: () => Promise<void>;
}

/** Batches under way: while the centre writes one, the next is read, packed and checked. */
const UNDER_WAY = 2;

/** One batch, with nothing else of its line under way: the answer tells where the centre is. */
export const send = ({ rows, send: post }: Sending, batch: number): Promise<number> =>
  post(batch, rows(batch));

interface Sent {
  readonly batch: number;
  readonly rows: number;
  readonly answer: Promise<Answer>;
}

type Answer = { readonly goOnWith: number } | { readonly error: unknown };

/** `batch`: the first that is not known to be taken. `error`: why it is not. */
export interface Stopped {
  readonly batch: number;
  readonly error?: unknown;
}

/**
 * Sends batch after batch without waiting for each answer, until all are taken, or one answer is not "the following
 * one": what is under way may overtake, get lost or be refused, and the centre decides each number once all the same.
 *
 * @param done rows before `from`
 * @returns when nothing of the line is under way any more.
 */
export async function sendAhead(
  sending: Sending,
  from: number,
  done: number,
  signal: AbortSignal,
): Promise<Stopped> {
  const underWay: Sent[] = [];
  let next = from;
  let taken = done;
  let stopped: Stopped | undefined;
  for (let known = from; ;) {
    if (!stopped && !signal.aborted) {
      for (; underWay.length < UNDER_WAY && next <= sending.last; next++) {
        underWay.push(begin(sending, next));
        await sending.breathe();
      }
    }
    const first = underWay.shift();
    if (!first) return stopped ?? { batch: known };
    const answer = await first.answer;
    if (stopped) continue;
    known = first.batch + 1;
    if (!('goOnWith' in answer) || answer.goOnWith !== known) {
      stopped = { batch: first.batch, ...answer };
      continue;
    }
    taken += first.rows;
    sending.note(taken);
  }
}

function begin(sending: Sending, batch: number): Sent {
  const rows = sending.rows(batch);
  const answer = sending.send(batch, rows).then(
    (goOnWith): Answer => ({ goOnWith }),
    (error: unknown): Answer => ({ error }),
  );
  return { batch, rows: rows.length, answer };
}
