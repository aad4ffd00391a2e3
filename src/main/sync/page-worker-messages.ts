import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { Packed } from './packing.ts';
import type { PassedError } from './passed-error.ts';
import type { PullVerdict } from './pull.ts';

/** What the main thread says to the worker that applies pages. `id` names the question, and of `parse` the reply until it is applied or dropped. */
export type ToPageWorker =
  /** The file is shared from now on; once. */
  | {
      readonly kind: 'open';
      readonly id: number;
      readonly file: string;
      readonly key: Uint8Array;
      /** As SharedFile (replica/replica.ts). */
      readonly waiting: Int32Array;
      /** As ComingCalls.count. */
      readonly calls: Int32Array;
    }
  /** The answer to a pull; the bytes are handed over. */
  | { readonly kind: 'parse'; readonly id: number; readonly packed: Packed }
  | { readonly kind: 'apply'; readonly id: number; readonly request: PullRequest }
  | { readonly kind: 'drop'; readonly id: number }
  /** Ends what is being applied after the transaction that is under way. */
  | { readonly kind: 'stop' }
  /** As `stop`; then the connection is closed and the worker ends. */
  | { readonly kind: 'close' };

export type FromPageWorker =
  | { readonly kind: 'opened'; readonly id: number }
  /** The rows of a page stay with the worker: `reply` has none. */
  | { readonly kind: 'parsed'; readonly id: number; readonly reply: PullReply }
  /** One transaction was committed. */
  | ({ readonly kind: 'slice'; readonly id: number; readonly tables: readonly string[] } & AppliedSlice)
  /** The whole of it; undefined: it was told to stop before. */
  | { readonly kind: 'applied'; readonly id: number; readonly verdict: PullVerdict | undefined }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PassedError };

/** For the progress: as of a page, with the number of its rows. */
export interface AppliedSlice {
  readonly from: number;
  readonly head: number;
  readonly total?: number | undefined;
  readonly rows: number;
}
