import type { CallEvent, EndReason, RemoteParty } from '#shared/calls/call-event.ts';
import type { DialogDocument } from '../dialog-info.ts';

/**
 * One call at the watched phone, as two witnesses see it: the phone's dialog (NOTIFY) and, in endpoint mode, the
 * invitation the desk's own account got for the same call. Either may come first, either may be missing.
 *
 *   ringing ──dialog confirmed──▶ talking ──dialog over──▶ ended
 *      │ one witness is gone
 *      ▼
 *   settling: waits for what the other says, or for `due`
 *
 *   agent-phone ──our call to the phone is answered──▶ dialling ──far end answered──▶ talking     (click-to-dial)
 */
export interface SipCall {
  readonly id: string;
  readonly phase: 'ringing' | 'settling' | 'talking' | 'agent-phone' | 'dialling';
  readonly remote: RemoteParty;
  /** Of the phone's dialog that is this call. */
  readonly dialog?: string;
  /** Call-ID of the invitation. */
  readonly invite?: string;
  /** A click-to-dial: what becomes of it our own call to the phone tells, but for its end. */
  readonly own?: boolean;
  /** While settling: how it ended should the other witness stay silent. */
  readonly verdict?: EndReason;
}

export interface SipTracker {
  readonly device: string;
  /** Makes the ids of calls without a lasting name unlike those of every other source and run. */
  readonly prefix: string;
  /** Calls begun so far. */
  readonly count: number;
  readonly calls: readonly SipCall[];
  /** Lasting ids given so far, the latest: a Call-ID that comes again is another call. */
  readonly named: readonly string[];
  /** Version of the last document of this subscription. */
  readonly version: number | undefined;
  /** The next document is the first of a new subscription: what it does not show ended unobserved. */
  readonly isResync: boolean;
}

export type SipInput = { readonly at: number } & (
  | { readonly type: 'document'; readonly document: DialogDocument }
  | { readonly type: 'invited'; readonly invite: string; readonly from: RemoteParty }
  /** `elsewhere`: the PBX said that somebody answered; else nobody did, or it does not tell. */
  | { readonly type: 'uninvited'; readonly invite: string; readonly elsewhere: boolean }
  /** A settling call has waited long enough. */
  | { readonly type: 'due'; readonly id: string }
  /** A new link: invitations of the old one are gone with it. */
  | { readonly type: 'relinked' }
  | { readonly type: 'dialled'; readonly id: string; readonly to: string }
  | { readonly type: 'dial-answered'; readonly id: string; readonly to: string }
  | { readonly type: 'dial-progress'; readonly id: string; readonly progress: 'ringing' | 'answered' }
  | { readonly type: 'dial-failed'; readonly id: string }
);

export interface SipOutput {
  readonly tracker: SipTracker;
  readonly events: readonly CallEvent[];
  /** Calls that began to settle: `due` is to be told in a while. */
  readonly settling: readonly string[];
}

export function emptySipTracker(device: string, prefix: string): SipTracker {
  return { device, prefix, count: 0, calls: [], named: [], version: undefined, isResync: true };
}
