/** What a desk needs of a phone system: of Asterisk's manager user, of a SIP account, of a box, of the centre. */
export type SetupItem =
  | 'read.call'
  | 'read.agent'
  | 'write.originate'
  | 'write.reporting'
  /** Hanging up and transferring from the desk. */
  | 'write.call'
  | 'channelvars.did'
  | 'channelvars.presentation'
  | 'channelvars.dnid'
  /** The login of the desk's own account. */
  | 'sip.login'
  /** The PBX tells of the desk phone's dialogs. */
  | 'sip.hint'
  /** The account is the desk's alone: no phone is registered under it. */
  | 'sip.account'
  /** What the PBX tells of a call names the far end. */
  | 'sip.identity'
  /** The call monitor's port answers. */
  | 'fritzbox.monitor'
  /** Which calls are this agent's is told apart from those of the whole box. */
  | 'fritzbox.own'
  /** There is an address at the centre for a PBX to post to. */
  | 'webhook.address'
  /** The PBX's name for this user is known to the centre. */
  | 'webhook.line';

/**
 * One line of a setup check. `unproved`: the PBX neither showed nor refused it, a real call will tell · `optional`: not
 * there, and needed only by who wants what the item names.
 */
export interface SetupFinding {
  readonly item: SetupItem;
  readonly state: 'ok' | 'missing' | 'unproved' | 'optional';
  /** Where the line belongs: a section of manager.conf, `[general]`, or a file; empty: see the item's own words. */
  readonly section: string;
  /** What must stand there, or be dialled, word for word; empty: nothing of that kind. */
  readonly line: string;
}
