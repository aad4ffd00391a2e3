/**
 * What a telephony source (AMI, SIP, …) says of the calls at the agent's own devices.
 *
 * A call is one ring or one dial of one of the agent's devices. Its id is the source's own lasting id of that
 * leg (AMI: the Uniqueid of the agent's channel), so that two sources never fight over a key.
 */

/** Who is at the far end, as far as the PBX may say. A withheld or unverified caller has neither field. */
export interface RemoteParty {
  /** Raw digits as the PBX presents them; normalised only by the dial profile. */
  readonly number?: string;
  /** Display name sent by the PBX, unescaped. */
  readonly name?: string;
  /** The presentation was restricted, or could not be verified: never look up, show or store a number. */
  readonly withheld?: boolean;
}

export type TransferKind = 'blind' | 'attended' | 'parked';

/**
 * Why a call ended, from the agent's desk.
 *
 * `missed-caller`: the caller gave up · `missed-no-answer`: it rang out · `answered-elsewhere`: another member
 * of the group took it · `picked-up`: a colleague pulled it from this phone · `unobserved`: it vanished while
 * the link to the PBX was down.
 */
export type EndReason =
  | 'completed'
  | 'missed-caller'
  | 'missed-no-answer'
  | 'busy'
  | 'rejected'
  | 'answered-elsewhere'
  | 'picked-up'
  | 'forwarded'
  | 'transferred'
  | 'failed'
  | 'unobserved';

interface CallEventBase {
  /** The source's id of the call. */
  readonly call: string;
  /** The agent's device that rings or dials, e.g. `PJSIP/201`. */
  readonly device: string;
  /** When the desk saw it, ms since the epoch. */
  readonly at: number;
}

export type CallEvent =
  | (CallEventBase & {
      readonly type: 'ringing';
      readonly from: RemoteParty;
      /** Queue the call came through. */
      readonly queue?: string;
      /** Number the caller dialled (DID), when the PBX tells. */
      readonly dialled?: string;
      /** Extension of the colleague who passed the caller on blindly, where the source tells. */
      readonly transferredBy?: string;
      /** Id shared by all legs of the same incoming call (AMI: Linkedid at ringing). */
      readonly group?: string;
    })
  | (CallEventBase & { readonly type: 'answered'; readonly queue?: string })
  | (CallEventBase & { readonly type: 'held' })
  | (CallEventBase & { readonly type: 'resumed' })
  /** The far end holds the agent, where the source tells. Over when it resumes, changes, or the call ends. */
  | (CallEventBase & { readonly type: 'remote-held' })
  | (CallEventBase & { readonly type: 'remote-resumed' })
  /** Outbound: the desk phone dials `to` (raw digits, outside-line prefix included). */
  | (CallEventBase & { readonly type: 'dialling'; readonly to: string })
  /** Click-to-dial: the PBX rings the agent's own phone first. */
  | (CallEventBase & { readonly type: 'agent-phone-ringing'; readonly to?: string })
  | (CallEventBase & { readonly type: 'remote-ringing' })
  /** The far end changed (a colleague handed the customer over): the sheet follows. */
  | (CallEventBase & { readonly type: 'remote-changed'; readonly from: RemoteParty })
  /** Who passed the caller on blindly, of a call whose ringing was told before it was known. */
  | (CallEventBase & { readonly type: 'sender-told'; readonly transferredBy: string })
  | (CallEventBase & { readonly type: 'transferred'; readonly kind: TransferKind; readonly to?: string })
  | (CallEventBase & {
      readonly type: 'ended';
      readonly reason: EndReason;
      /** Extension that answered, picked up, or was forwarded to, where the source tells. */
      readonly to?: string;
      /** Display name of who answered, where the source tells. */
      readonly by?: string;
    });

export type CallEventType = CallEvent['type'];

/**
 * A call is on its way to one of the agent's devices and does not ring there yet; it may never. Whoever may not be shown
 * is not announced.
 */
export interface Announcement {
  readonly call: string;
  readonly device: string;
  readonly at: number;
  readonly from: RemoteParty;
  /** As of the ringing it may become. */
  readonly group?: string;
}
