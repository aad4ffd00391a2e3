import type { AmiFrame, Variables } from '../frame.ts';
import { field } from '../frame.ts';
import { unescapeName } from '../unescape.ts';

/** AMI's ChannelState, as far as calls need it. */
export const channelState = { down: 0, dialled: 4, ringing: 5, up: 6 } as const;

/** What is known of one channel: the latest of every block that named its Uniqueid. */
export interface Channel {
  /** Uniqueid. */
  readonly id: string;
  /** E.g. `PJSIP/201-00000007`; `<ZOMBIE>` and the like taken off. */
  readonly name: string;
  readonly linkedId: string;
  /** -1 until told. */
  readonly state: number;
  /** Frame number at which it went up, 0 before. */
  readonly upAt: number;
  /** Who it is, and who it is connected to; empty where the PBX says `<unknown>`. Names are unescaped. */
  readonly callerNumber: string;
  readonly callerName: string;
  readonly connectedNumber: string;
  readonly connectedName: string;
  /** First extension that is one (not `s`, not empty): the digits dialled. */
  readonly exten: string;
  /** Number the caller dialled, from `channelvars`, when the administrator set them. */
  readonly did: string;
  /** Uniqueid of the channel that dialled this one. */
  readonly dialledBy?: string;
  readonly bridge?: string;
  /** The bridge before: a parked channel has left its agent's when the parking is told. */
  readonly lastBridge?: string;
  /** Queue it waits in or is served from. */
  readonly queue?: string;
  /** Whether that bridge is a parking lot's. */
  readonly isInParking?: boolean;
  /** Parking space it was put into. */
  readonly parkedAt?: string;
  /** Extension of the own phone that passed it on blindly. */
  readonly sentBy?: string;
  /** It asked to hang up, or was asked. */
  readonly leaving?: boolean;
  /** Frame number of the latest block. */
  readonly seenAt: number;
}

/** Every prefix a channel block comes with (lower case). */
const prefixes = [
  '',
  'dest',
  'transferer',
  'transferee',
  'origtransferer',
  'secondtransferer',
  'transfertarget',
  'localone',
  'localtwo',
  'source',
  'target',
  'parkee',
  'parker',
  'retriever',
] as const;

export type BlockPrefix = (typeof prefixes)[number];

/** One channel block of one frame, before it is merged into the snapshot. */
export interface Block {
  readonly prefix: BlockPrefix;
  readonly id: string;
  readonly name: string;
  readonly state: number | undefined;
  readonly variables: Variables;
}

/** The blocks of a frame that name a channel. */
export function blocksOf(frame: AmiFrame): Block[] {
  // Its block names the device, not the channel, and lacks the state.
  if (frame.event === 'originateresponse') return [];
  const blocks: Block[] = [];
  for (const prefix of prefixes) {
    const id = blockId(frame, prefix);
    if (id === '') continue;
    blocks.push({
      prefix,
      id,
      name: plainName(field(frame, `${prefix}channel`)),
      state: stateOf(field(frame, `${prefix}channelstate`)),
      variables: frame.variables[prefix] ?? {},
    });
  }
  return blocks;
}

/** The Uniqueid of one block, or the empty text. */
export function blockId(frame: AmiFrame, prefix: BlockPrefix): string {
  return field(frame, `${prefix}uniqueid`);
}

/** The snapshot after one more block. */
export function merge(known: Channel | undefined, block: Block, frame: AmiFrame, now: number): Channel {
  const before: Channel = known ?? unknownChannel(block.id);
  const told = (header: string): string | undefined => frame.fields[`${block.prefix}${header}`];
  // Taken before the retriever was bridged to who was parked, and told by another thread: it may come after the
  // NewConnectedLine that says who that is.
  const isOlder = block.prefix === 'retriever' && before.connectedNumber !== '';
  const state = block.state ?? before.state;
  const exten = told('exten') ?? '';
  return {
    ...before,
    name: block.name || before.name,
    linkedId: (isOlder ? '' : told('linkedid')) || before.linkedId,
    state,
    upAt: state === channelState.up && before.upAt === 0 ? now : before.upAt,
    callerNumber: identity(told('calleridnum'), before.callerNumber),
    callerName: identity(told('calleridname'), before.callerName),
    connectedNumber: isOlder
      ? before.connectedNumber
      : identity(told('connectedlinenum'), before.connectedNumber),
    connectedName: isOlder ? before.connectedName : identity(told('connectedlinename'), before.connectedName),
    exten: before.exten || (exten === 's' ? '' : exten),
    did: before.did || block.variables['DID'] || block.variables['CALLERID(dnid)'] || '',
    seenAt: now,
  };
}

export function unknownChannel(id: string): Channel {
  return {
    id,
    name: '',
    linkedId: id,
    state: -1,
    upAt: 0,
    callerNumber: '',
    callerName: '',
    connectedNumber: '',
    connectedName: '',
    exten: '',
    did: '',
    seenAt: 0,
  };
}

function identity(told: string | undefined, before: string): string {
  if (told === undefined) return before;
  return told === '<unknown>' ? '' : unescapeName(told);
}

function stateOf(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}

/** A masqueraded channel is renamed `…<MASQ>`, then `…<ZOMBIE>`; it is the same leg on its way out. */
export function plainName(name: string): string {
  return name.replace(/(?:<[A-Z]+>)+$/, '');
}

/** `PJSIP/201-00000007` → `PJSIP/201`: the name up to the *last* dash (a device may have dashes of its own). */
export function deviceOf(name: string): string {
  const dash = name.lastIndexOf('-');
  return dash < 0 ? name : name.slice(0, dash);
}

/** One half of a Local pair: plumbing of the dial plan, nobody's phone. */
export function isLocal(channel: Channel): boolean {
  return channel.name.startsWith('Local/');
}

/**
 * A phone of this PBX: its device bears the short number it calls with (`PJSIP/202` as 202). A trunk never does; an
 * unknown SIP guest may be named after its number, but that is a long one.
 */
export function isOwnPhone({ name, callerNumber }: Pick<Channel, 'name' | 'callerNumber'>): boolean {
  const device = deviceOf(name);
  return /^\d{1,6}$/.test(callerNumber) && device.slice(device.indexOf('/') + 1) === callerNumber;
}
