import type { Announcement, CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { ExtensionPresence } from '#shared/calls/presence.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';

/** Stages of the link to a PBX, in the order they are passed. */
export type LinkState =
  | { readonly stage: 'off' }
  | { readonly stage: 'connecting' }
  | { readonly stage: 'login' }
  /** Logged in, reading the calls that are live already. */
  | { readonly stage: 'resync' }
  | { readonly stage: 'ready'; readonly since: number }
  /** Lost; the next attempt is due at `retryAt` (ms since the epoch). */
  | { readonly stage: 'waiting'; readonly cause: LinkFault; readonly retryAt: number }
  /** Not tried again until the settings change: retrying cannot help. */
  | { readonly stage: 'refused'; readonly cause: LinkFault };

export interface LinkFault {
  readonly code: 'unreachable' | 'not-a-pbx' | 'wrong-secret' | 'no-answer' | 'closed' | 'bad-settings';
  /** The cause in the words of the system underneath, for the log and the health panel; no secrets. */
  readonly detail: string;
}

export interface DialRequest {
  /** Our id of the call to be; the source makes it the call's id. */
  readonly id: string;
  /** The agent's device that rings first. */
  readonly device: string;
  /** What the PBX dials: `^[0-9*#+]{1,32}$`, already through the dial profile. */
  readonly number: string;
  /** Shown on the agent's phone while it rings. */
  readonly label?: string;
}

/**
 * Never queued, never repeated. `not-ready`, `bad-number`: never sent · `failed`: the PBX said no · `unsupported`:
 * this door only listens, whatever its state.
 */
export type DialResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'not-ready' | 'bad-number' | 'failed' | 'timeout' | 'unsupported';
      readonly detail: string;
    };

/** `call`: the source's id of a call at one of the agent's devices. */
export interface TransferRequest {
  readonly call: string;
  /** What the PBX dials for the far end: `^[0-9*#+]{1,32}$`, already through the dial profile. */
  readonly target: string;
}

/**
 * Never queued, never repeated. `not-ready`, `bad-number`, `no-call`, `no-target` (the PBX knows no such extension): never
 * sent · `not-permitted`: the account of this door at the PBX may not · `failed`: the PBX said no · `timeout`: nobody knows · `unsupported`: this door cannot,
 * whatever its state.
 */
export type ControlResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code:
        | 'not-ready'
        | 'bad-number'
        | 'no-call'
        | 'no-target'
        | 'not-permitted'
        | 'failed'
        | 'timeout'
        | 'unsupported';
      readonly detail: string;
    };

/** What an agent may do to a call from the desk. */
export interface CallControl {
  /** False: both answer `unsupported`, whatever the state. */
  readonly canControl: boolean;
  /** Ends the agent's own leg, and with it the call; one that rings is declined at this phone. */
  hangUp(call: string): Promise<ControlResult>;
  /** Blind: the far end goes to the target, the agent's leg ends. */
  transfer(request: TransferRequest): Promise<ControlResult>;
}

/**
 * One door calls come in through. Every adapter passes test/conformance/telephony-source.ts.
 *
 * Invariants: events of one call come in order; every call that was begun is ended, with `unobserved` when it
 * vanished while the link was down; nothing is emitted after `stop()` resolves.
 */
export interface TelephonySource extends CallControl {
  start(): void;
  stop(): Promise<void>;
  readonly state: LinkState;
  onState(listener: (state: LinkState) => void): () => void;
  onCall(listener: (event: CallEvent) => void): () => void;
  dial(request: DialRequest): Promise<DialResult>;
  /** Who is about to ring, as soon as it is known and may be shown. Absent: this door learns it with the ringing. */
  onAnnounced?(listener: (announcement: Announcement) => void): () => void;
  /** Callers lost in the desk's own queues, also those that rang elsewhere. Absent: this door knows no queues. */
  onQueueMissed?(listener: (miss: QueueMiss) => void): () => void;
  /**
   * Every change of an extension's presence, the whole list after each login; void as soon as the link is not `ready`.
   * Absent: this door cannot tell who is in a call.
   */
  onPresence?(listener: (presence: ExtensionPresence) => void): () => void;
  /** What the events were made of. Absent: this door has nothing to show. */
  onTrace?(listener: (record: SourceTrace) => void): () => void;
  /**
   * Finds out what the PBX's setup lacks, without ringing anything. Absent: nothing to check at this door.
   * @throws AppError `pbx.not-ready`
   */
  checkSetup?(): Promise<readonly SetupFinding[]>;
}
