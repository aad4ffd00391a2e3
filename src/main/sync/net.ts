import type { PullReply, PullRequest, PushReply, PushRequest } from '#shared/sync/protocol.ts';

/**
 * The way to the centre, for one signed-in user. A request either answers with a reply that has been parsed, or
 * throws an AppError: `centre.offline`, `centre.bad-reply`, or a {@link CentreError} – it never hangs.
 */
export interface SyncNet {
  push(request: PushRequest, signal: AbortSignal): Promise<PushReply>;
  pull(request: PullRequest, signal: AbortSignal): Promise<PullReply>;
  /** Listens for "there is something newer", reconnecting by itself, until the signal aborts. */
  hints(listener: HintListener, signal: AbortSignal): void;
}

export interface HintListener {
  hint(ver: number): void;
  /** Whether hints can be relied on at the moment. */
  connected(isConnected: boolean): void;
}

/** Waits, or throws the signal's reason. The simulator brings its own. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;
