import type {
  ChecksumReply,
  ChecksumRequest,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
  RangeReply,
  RangeRequest,
  SnapshotReply,
  SnapshotRequest,
} from '#shared/sync/protocol.ts';
import type { Packed } from './packing.ts';

/**
 * Told at most once, before the reply is here: the page that comes is not the last one, and ends at `to`. Only the page
 * itself can be relied on.
 */
export type OnPageEnd = (to: number) => void;

/**
 * The way to the centre, for one signed-in user. A request either answers with a reply that has been parsed, or
 * throws an AppError: `centre.offline`, `centre.bad-reply`, or a {@link CentreError} – it never hangs.
 */
export interface SyncNet {
  push(request: PushRequest, signal: AbortSignal): Promise<PushReply>;
  pull(request: PullRequest, signal: AbortSignal, onEnd?: OnPageEnd): Promise<PullReply>;
  /** As `pull`, with a reply that is to be unpacked and read elsewhere (`readPullReply`). Absent: it comes as no bytes. */
  pullPacked?(request: PullRequest, signal: AbortSignal, onEnd?: OnPageEnd): Promise<Packed>;
  /** Listens for "there is something newer", reconnecting by itself, until the signal aborts. */
  hints(listener: HintListener, signal: AbortSignal): HintLine;
  /** Absent: everything comes by pages. */
  readonly snapshots?: SnapshotNet;
  /** Absent: nothing is compared. */
  readonly checks?: CheckNet;
}

/** The same promises as {@link SyncNet}'s. */
export interface SnapshotNet {
  offer(request: SnapshotRequest, signal: AbortSignal): Promise<SnapshotReply>;
  /** The bytes of a snapshot from `from` on; ends early without an error where the line ends so. */
  fetch(
    id: string,
    range: { readonly from: number; readonly bytes: number },
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array>;
  /**
   * As `fetch`, written behind the `from` bytes that `file` has, away from the main thread. Settles when nothing is
   * written to it any more; what came is kept. Errors of the disk come as they are. Absent: only chunks are to be had.
   */
  fetchInto?(
    id: string,
    into: { readonly file: string; readonly from: number; readonly bytes: number },
    onBytes: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<FetchedInto>;
}

export interface FetchedInto {
  /** So many are there now. */
  readonly bytes: number;
  /** Of those that came now, hex. */
  readonly sha256: string;
}

/** The same promises as {@link SyncNet}'s. */
export interface CheckNet {
  sums(request: ChecksumRequest, signal: AbortSignal): Promise<ChecksumReply>;
  range(request: RangeRequest, signal: AbortSignal): Promise<RangeReply>;
}

export interface HintListener {
  hint(ver: number): void;
  /** Whether hints can be relied on at the moment. */
  connected(isConnected: boolean): void;
  /** The reply to the pull that was laid down last; once at most. */
  answered(request: PullRequest, reply: PullReply): void;
}

/** The way back on the channel of hints. */
export interface HintLine {
  /**
   * Lays the next pull down at the centre, to be answered when there is something; it takes the place of the one before.
   * Where that cannot be, nothing happens, and hints and polls go on. undefined: no reply is waited for any more.
   */
  lay(request: PullRequest | undefined): void;
}

/** Waits, or throws the signal's reason. The simulator brings its own. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;
