import type { Header } from './frame.ts';

/** AST_STATE of channel.h, as far as calls here pass through it. */
export const STATE = { down: 0, ring: 4, ringing: 5, up: 6, busy: 7 } as const;
const STATE_NAMES: Readonly<Record<number, string>> = {
  0: 'Down',
  4: 'Ring',
  5: 'Ringing',
  6: 'Up',
  7: 'Busy',
};

export interface Line {
  readonly number: string;
  readonly name: string;
}

/** One leg of a call. Mutable: a PBX reports what the leg is at the moment of each event. */
export interface Channel {
  readonly name: string;
  readonly uniqueid: string;
  readonly linkedid: string;
  state: number;
  caller: Line;
  connected: Line | undefined;
  context: string;
  exten: string;
  /** Value of CALLERID(pres). */
  readonly presentation: string;
  readonly dialled: string;
  /** The exchange calls this leg; a desk that connects in the middle of a call tells its direction by that. */
  readonly called: boolean;
  /** Id of the bridge it is in, or empty. */
  bridge: string;
}

const UNKNOWN = '<unknown>';

/** The block every event repeats for each channel it speaks of, `Dest…` for the one that is called. */
export function block(channel: Channel, prefix = ''): Header[] {
  return [
    ['Channel', channel.name],
    ['ChannelState', String(channel.state)],
    ['ChannelStateDesc', STATE_NAMES[channel.state] ?? 'Unknown'],
    ['CallerIDNum', channel.caller.number || UNKNOWN],
    ['CallerIDName', escapeName(channel.caller.name) || UNKNOWN],
    ['ConnectedLineNum', channel.connected?.number || UNKNOWN],
    ['ConnectedLineName', escapeName(channel.connected?.name ?? '') || UNKNOWN],
    ['Language', 'de'],
    ['AccountCode', ''],
    ['Context', channel.context],
    ['Exten', channel.exten],
    ['Priority', '1'],
    ['Uniqueid', channel.uniqueid],
    ['Linkedid', channel.linkedid],
    ['ChanVariable', `DID=${channel.dialled}`],
    ['ChanVariable', `CALLERID(pres)=${channel.presentation}`],
  ].map(([key, value]) => [`${prefix}${key}`, value ?? ''] as const);
}

/** Asterisk escapes names as C does, Latin quotes included. */
function escapeName(name: string): string {
  return name.replace(/[\\"'?]/g, (character) => `\\${character}`);
}
