import { isDialable, WireError } from './wire.ts';

/** The only actions this application ever sends. */
export type ActionName =
  | 'BlindTransfer'
  | 'CoreShowChannels'
  | 'Events'
  | 'ExtensionStateList'
  | 'Getvar'
  | 'Hangup'
  | 'ListCommands'
  | 'Originate'
  | 'Ping'
  | 'PresenceStateList'
  | 'ShowDialPlan'
  | 'Status';

export interface AmiAction {
  readonly name: ActionName;
  readonly fields: Readonly<Record<string, string>>;
}

/** The classes calls are told in. Dial plan steps and variables (most of the traffic) are not asked for. */
export const callClasses = 'call,agent';

export const ping: AmiAction = { name: 'Ping', fields: {} };
export const coreShowChannels: AmiAction = { name: 'CoreShowChannels', fields: {} };
export const statusOfAll: AmiAction = { name: 'Status', fields: { Variables: 'CALLERID(pres)' } };

/** The state of every hint, and what people have set for themselves; from Asterisk 13. */
export const extensionStateList: AmiAction = { name: 'ExtensionStateList', fields: {} };
export const presenceStateList: AmiAction = { name: 'PresenceStateList', fields: {} };

/** What this manager user may ask for: an action without its right is not listed. */
export const listCommands: AmiAction = { name: 'ListCommands', fields: {} };

export function events(mask: string): AmiAction {
  return { name: 'Events', fields: { EventMask: mask } };
}

/** `CALLERID(pres)` of one channel, e.g. `prohib_not_screened`. */
export function getPresentation(channel: string): AmiAction {
  return { name: 'Getvar', fields: { Channel: channel, Variable: 'CALLERID(pres)' } };
}

export interface OriginateRequest {
  /** Becomes the Uniqueid of the agent's channel. */
  readonly channelId: string;
  /** Rings first, e.g. `PJSIP/201`. */
  readonly device: string;
  readonly context: string;
  readonly number: string;
  /** Display name on the ringing phone; the dial plan may carry it on to the trunk. */
  readonly name?: string;
  /** How long the agent's phone rings, ms. */
  readonly ringMs: number;
}

/** @throws {WireError} on a number the PBX must not be asked to dial. */
export function originate(request: OriginateRequest): AmiAction {
  if (!isDialable(request.number)) throw new WireError('not a number that can be dialled');
  return {
    name: 'Originate',
    fields: {
      Channel: request.device,
      Context: request.context,
      Exten: request.number,
      Priority: '1',
      CallerID: `"${quotable(request.name ?? request.number)}" <${request.number}>`,
      Timeout: String(request.ringMs),
      ChannelId: request.channelId,
      Async: 'true',
    },
  };
}

/** One channel, by its whole name: `/…/` would be a pattern for many. @throws {WireError} on what is no name */
export function hangup(channel: string): AmiAction {
  return { name: 'Hangup', fields: { Channel: channelName(channel), Cause: '16' } };
}

/**
 * Whoever is in a bridge with this channel goes to the target; the channel itself is hung up.
 * @throws {WireError} on a target the PBX must not be asked to dial, and on what is no channel name
 */
export function blindTransfer(channel: string, target: string, context: string): AmiAction {
  if (!isDialable(target)) throw new WireError('not a number that can be dialled');
  return {
    name: 'BlindTransfer',
    fields: { Channel: channelName(channel), Exten: target, Context: context },
  };
}

/** Extensions of a context that would take the target, patterns and includes followed; an error when there is none. */
export function showDialPlan(target: string, context: string): AmiAction {
  return { name: 'ShowDialPlan', fields: { Context: context, Extension: target } };
}

function channelName(name: string): string {
  if (!/^[A-Za-z0-9]/.test(name)) throw new WireError('not the name of one channel');
  return name;
}

/**
 * A call from nowhere to nowhere: two Local halves that find no extension and hang up at once. Nothing rings, no dial
 * plan runs, but the PBX tells of two channels to whoever may read of calls.
 * @param id becomes the Uniqueid of the first half
 */
export function originateNowhere(id: string): AmiAction {
  return {
    name: 'Originate',
    fields: {
      Channel: 'Local/s@rufblatt-setup-check',
      Application: 'Hangup',
      Timeout: '1000',
      ChannelId: id,
      OtherChannelId: `${id}-2`,
      Async: 'true',
    },
  };
}

/** Without what would end the quotes or pass for the number; at most 80 characters. */
function quotable(name: string): string {
  const plain = name.replace(/["<>\\\p{Cc}\s]+/gu, ' ').trim();
  return Array.from(plain).slice(0, 80).join('').toWellFormed();
}
