/**
 * One call at one of the agent's devices, keyed on the Uniqueid of that device's channel.
 *
 *   in     new ─rings▶ ringing ─▶ answered ─▶ (gone)        a call that never rings goes from new to gone
 *   out    new ─dials▶ dialling ─▶ answered ─▶ (gone)
 *   click  new ─own phone rings▶ ringing ─dials▶ dialling ─▶ answered ─▶ (gone)
 */
export interface Call {
  readonly id: string;
  readonly device: string;
  /** Name of the agent's channel; a masquerade may leave it with another Uniqueid. */
  readonly channel: string;
  readonly direction: 'in' | 'out' | 'click';
  readonly phase: 'new' | 'ringing' | 'dialling' | 'answered';
  /** Frame number at which the agent's channel appeared. */
  readonly since: number;
  readonly held: boolean;
  /** The far end holds. */
  readonly remoteHeld: boolean;
  /** Number that was announced before it rang. */
  readonly announced: string;
  /** Digits dialled. */
  readonly to?: string;
  /** The far end as last known here, told or not. */
  readonly remote: string;
  /** Channel that far end spoke through. */
  readonly remoteId?: string;
  /** Whether anybody was told who the far end is. */
  readonly introduced: boolean;
  readonly queue?: string;
  readonly queueTold: boolean;
  /** Extension of the colleague who passed the caller on, once told. */
  readonly sentBy?: string;
  /** The far end sent this call on to somebody else. */
  readonly movedOn: boolean;
  /** A blind transfer under way: whether it goes to an extension or into parking is not known before the leg ends. */
  readonly blind?: { readonly to: string; readonly transferee: string };
  /** The leg is gone, and its end is told with the parking, which is about to be. */
  readonly isOver?: true;
  /** The agent passed the far end on, and that was told. Nothing but the end is told from here. */
  readonly transferred: boolean;
  readonly pickedUpBy?: Colleague;
  readonly forwardedTo?: string;
  /** It rang out, here or at the Local half in front of it; stronger than the CANCEL that follows. */
  readonly rangOut: boolean;
  /** First DialStatus of the leg. */
  readonly dialStatus?: string;
}

export interface Colleague {
  readonly number: string;
  readonly name: string;
}

/** The far end is no longer the agent's: what the PBX still says of this leg is not the call. */
export function isLeaving(call: Call): boolean {
  return call.transferred || call.blind !== undefined;
}

/** A Uniqueid that begins so is one of our own click-to-dials. */
export const ownPrefix = 'cti-';
