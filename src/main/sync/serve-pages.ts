import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { Replica } from '../replica/replica.ts';
import { rowsOf } from './apply-page.ts';
import type { Page } from './apply-page.ts';
import { readPullReply } from './centre-client.ts';
import type { SyncCore } from './core.ts';
import type { FromPageWorker, ToPageWorker } from './page-worker-messages.ts';
import { passError } from './passed-error.ts';
import { settlePull } from './pull.ts';
import type { PullVerdict } from './pull.ts';
import { slicePage } from './slice-page.ts';

export interface PageServer {
  take(message: ToPageWorker): void;
}

export interface PageServerDeps extends Pick<SyncCore, 'clock' | 'registry'> {
  readonly open: (file: string, key: Uint8Array) => Replica;
  readonly tell: (message: FromPageWorker) => void;
  /** Blocks the thread. */
  readonly rest: (ms: number) => void;
  /** Lets messages in. */
  readonly breathe: () => Promise<void>;
  /** After the connection is closed. */
  readonly closed: () => void;
}

/**
 * Reads need not wait for these transactions, only what the desk writes meanwhile: a few milliseconds with short ones.
 * Long ones take a third less time a row, for the pages of the indexes are written out once for more of them.
 */
const SLICE_ROWS = 200;
const UNDISTURBED_SLICE_ROWS = 2_000;
/** So long nobody has had to wait: long transactions disturb nobody, but for the first who does. */
const UNDISTURBED_MS = 5_000;
/** The other side never takes so long; should it have died waiting, the work goes on. */
const LET_WRITE_MS = 1_000;

/**
 * A call has the processors, the disk and the lock of the file for so long: its look-up, what is written of it, its
 * window. Of many calls the first of each second has, or a busy desk would never be filled.
 */
const STAND_BACK_MS = 100;
const STAND_BACK_EVERY_MS = 1_000;

/**
 * Parses the replies to pulls and applies them, over a connection of its own. Each step is the transaction it would be
 * on the main thread, and looks for itself whether it still continues the replica.
 */
export function createPageServer(deps: PageServerDeps): PageServer {
  const replies = new Map<number, PullReply>();
  let replica: Replica | undefined;
  let waiting: Int32Array | undefined;
  let calls: Int32Array | undefined;
  let callsHeard = 0;
  let touched: readonly string[] = [];
  let stopsAsked = 0;
  let line: Promise<void> = Promise.resolve();

  let disturbedAt = Number.NEGATIVE_INFINITY;
  let stoodBackAt = Number.NEGATIVE_INFINITY;
  const standBack = (): void => {
    const coming = calls ? Atomics.load(calls, 0) : 0;
    if (coming === callsHeard) return;
    callsHeard = coming;
    const now = deps.clock.now();
    // Something is going to be written of it.
    disturbedAt = now;
    if (now >= stoodBackAt && now - stoodBackAt < STAND_BACK_EVERY_MS) return;
    stoodBackAt = now;
    deps.rest(STAND_BACK_MS);
  };
  const letWrite = (): void => {
    const now = waiting ? Atomics.load(waiting, 0) : 0;
    if (!waiting || now <= 0) return;
    disturbedAt = deps.clock.now();
    Atomics.wait(waiting, 0, now, LET_WRITE_MS);
  };
  const sliceRows = (): number => {
    const since = deps.clock.now() - disturbedAt;
    // A clock that was set back tells nothing.
    return since >= 0 && since < UNDISTURBED_MS ? SLICE_ROWS : UNDISTURBED_SLICE_ROWS;
  };
  const apply = async (id: number, request: PullRequest): Promise<PullVerdict | undefined> => {
    const reply = replies.get(id);
    replies.delete(id);
    if (!replica || reply?.kind !== 'page') throw new Error(`there is no page ${id}`);
    const stopsBefore = stopsAsked;
    let verdict: PullVerdict = 'stale';
    const left: Page[] = [reply];
    for (let next = left.shift(); next; next = left.shift()) {
      if (stopsAsked > stopsBefore) return undefined;
      standBack();
      letWrite();
      // Cut again where somebody has come since it was cut.
      const most = sliceRows();
      const [slice = next, ...later] = rowsOf(next) > most ? slicePage(next, most) : [next];
      left.unshift(...later);
      touched = [];
      verdict = settlePull({ replica, registry: deps.registry, clock: deps.clock }, request, slice);
      if (verdict === 'stale') break;
      const { from, head, total } = slice;
      deps.tell({ kind: 'slice', id, from, head, total, rows: rowsOf(slice), tables: touched });
      await deps.breathe();
    }
    return verdict;
  };
  const inLine = (id: number, work: () => Promise<void> | void): void => {
    line = line
      .then(work)
      .catch((error: unknown) => deps.tell({ kind: 'failed', id, error: passError(error) }));
  };

  return {
    take(message) {
      switch (message.kind) {
        case 'open':
          inLine(message.id, () => {
            replica = deps.open(message.file, message.key);
            replica.onChanged((tables) => void (touched = tables));
            ({ waiting, calls } = message);
            // What rang before is over.
            callsHeard = Atomics.load(calls, 0);
            deps.tell({ kind: 'opened', id: message.id });
          });
          return;
        case 'parse': {
          const { id, packed } = message;
          inLine(id, () => {
            const reply = readPullReply(packed);
            replies.set(id, reply);
            deps.tell({ kind: 'parsed', id, reply: reply.kind === 'page' ? withoutRows(reply) : reply });
          });
          return;
        }
        case 'apply': {
          const { id, request } = message;
          inLine(id, async () => deps.tell({ kind: 'applied', id, verdict: await apply(id, request) }));
          return;
        }
        case 'drop':
          inLine(message.id, () => void replies.delete(message.id));
          return;
        case 'stop':
          stopsAsked++;
          return;
        case 'close':
          stopsAsked++;
          void line.then(() => {
            replica?.close();
            deps.closed();
          });
          return;
      }
    },
  };
}

function withoutRows({ tables: _tables, ...page }: Page): Page {
  return { ...page, rows: [] };
}
