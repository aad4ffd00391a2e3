import { isDialable, WireError } from './wire.ts';

/** The only actions this application ever sends. */
export type ActionName =
  'CoreShowChannels' | 'Events' | 'Getvar' | 'ListCommands' | 'Originate' | 'Ping' | 'Status';

export interface AmiAction {
  readonly name: ActionName;
  readonly fields: Readonly<Record<string, string>>;
}

/** The classes calls are told in. Dial plan steps and variables (most of the traffic) are not asked for. */
export const callClasses = 'call,agent';

export const ping: AmiAction = { name: 'Ping', fields: {} };
export const coreShowChannels: AmiAction = { name: 'CoreShowChannels', fields: {} };
export const statusOfAll: AmiAction = { name: 'Status', fields: { Variables: 'CALLERID(pres)' } };

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
