import type { CallEvent } from '#shared/calls/call-event.ts';

import type { AmiFrame } from './frame.ts';
import { field } from './frame.ts';
import type { Call } from './tracker/call.ts';
import type { Block } from './tracker/channel.ts';
import { blocksOf, isOwnPhone } from './tracker/channel.ts';
import { unescapeName } from './unescape.ts';

/**
 * The black box of a call: the frames that made it, in order, without the number or name of anybody who may not be
 * shown. `begun` comes at once, frames as soon as it is known what may be in them.
 */
export type TraceRecord =
  | { readonly kind: 'begun'; readonly call: string; readonly device: string; readonly at: number }
  | {
      readonly kind: 'frame';
      readonly call: string;
      readonly at: number;
      readonly event: string;
      readonly fields: Readonly<Record<string, string>>;
    };

export interface Trace {
  frame(frame: AmiFrame, at: number): void;
  begun(call: Call, at: number): void;
  /** Everything the adapter tells; what it tells may be kept. */
  told(event: CallEvent): void;
}

interface Kept {
  readonly frame: AmiFrame;
  readonly at: number;
}

/** What one call's box holds until, and beyond, the moment it is known what may be shown. */
interface Box {
  readonly groups: Set<string>;
  readonly allowed: Set<string>;
  readonly secrets: Set<string>;
  waiting: Kept[];
  open: boolean;
  frames: number;
}

const framesPerCall = 400;
/** Frames of one Linkedid kept before one of the agent's devices is in it, and how many Linkedids. */
const earlyFrames = 24;
const earlyGroups = 200;
const ownIdentities = 1_000;

const blank = '…';
const identityHeaders = ['calleridnum', 'calleridname', 'connectedlinenum', 'connectedlinename'] as const;
const blockHeaders = ['channel', 'uniqueid', 'linkedid', 'channelstate', 'exten'] as const;
const plainHeaders = [
  'bridgeuniqueid',
  'bridgetype',
  'swapuniqueid',
  'dialstatus',
  'forward',
  'cause',
  'queue',
  'ringtime',
  'extension',
  'result',
  'desttype',
  'parkingspace',
  'response',
  'reason',
  'newname',
] as const;

export function createTrace(emit: (record: TraceRecord) => void): Trace {
  const boxes = new Map<string, Box>();
  const early = new Map<string, Kept[]>();
  const own = new Set<string>();

  function flush(call: string, box: Box): void {
    const kept = box.waiting;
    box.waiting = [];
    for (const { frame } of kept) collectSecrets(frame, box);
    for (const { frame, at } of kept) {
      box.frames += 1;
      if (box.frames <= framesPerCall)
        emit({ kind: 'frame', call, at, event: frame.event, fields: scrub(frame, box) });
    }
  }

  function mayShow(value: string, box: Box): boolean {
    return value === '' || value === '<unknown>' || own.has(value) || box.allowed.has(unescapeName(value));
  }

  function collectSecrets(frame: AmiFrame, box: Box): void {
    for (const { prefix } of blocksOf(frame)) {
      for (const header of identityHeaders) {
        const value = field(frame, prefix + header);
        if (value.length >= 4 && !mayShow(value, box)) box.secrets.add(value.replace(/^\+/, ''));
      }
    }
  }

  function scrub(frame: AmiFrame, box: Box): Readonly<Record<string, string>> {
    const fields: Record<string, string> = {};
    const plain = (header: string): void => {
      let value = field(frame, header);
      for (const secret of box.secrets) value = value.replaceAll(secret, blank);
      if (value !== '') fields[header] = value;
    };
    for (const { prefix, variables } of blocksOf(frame)) {
      for (const header of blockHeaders) plain(prefix + header);
      for (const header of identityHeaders) {
        const value = field(frame, prefix + header);
        if (value !== '') fields[prefix + header] = mayShow(value, box) ? unescapeName(value) : blank;
      }
      const presentation = variables['CALLERID(pres)'];
      if (presentation !== undefined) fields[`${prefix}presentation`] = presentation;
    }
    for (const header of plainHeaders) plain(header);
    return fields;
  }

  /** A phone of this PBX: its number and name are no secret. */
  function learnOwn(frame: AmiFrame, { prefix, name }: Block): void {
    const number = field(frame, `${prefix}calleridnum`);
    if (!isOwnPhone({ name, callerNumber: number }) || own.size >= ownIdentities) return;
    own.add(number);
    own.add(field(frame, `${prefix}calleridname`));
  }

  function keepEarly(group: string, kept: Kept): void {
    const frames = early.get(group) ?? [];
    early.delete(group);
    early.set(group, [...frames, kept].slice(-earlyFrames));
    for (const oldest of early.keys()) {
      if (early.size <= earlyGroups) break;
      early.delete(oldest);
    }
  }

  return {
    frame(frame, at) {
      const blocks = blocksOf(frame);
      for (const block of blocks) learnOwn(frame, block);
      const groups = new Set(
        blocks.map(({ prefix }) => field(frame, `${prefix}linkedid`)).filter((id) => id !== ''),
      );
      for (const [call, box] of boxes) {
        if (blocks.some(({ id }) => id === call)) for (const group of groups) box.groups.add(group);
        if (![...groups].some((group) => box.groups.has(group))) continue;
        if (box.waiting.length < framesPerCall) box.waiting.push({ frame, at });
        if (box.open) flush(call, box);
      }
      for (const group of groups) keepEarly(group, { frame, at });
      if (frame.event === 'hangup') early.delete(field(frame, 'uniqueid'));
    },
    begun(call, at) {
      const groups = [...early].filter(([, kept]) => kept.some(({ frame }) => names(frame, call.id)));
      boxes.set(call.id, {
        groups: new Set(groups.map(([group]) => group)),
        allowed: new Set(),
        secrets: new Set(),
        waiting: groups.flatMap(([, kept]) => kept),
        open: false,
        frames: 0,
      });
      emit({ kind: 'begun', call: call.id, device: call.device, at });
    },
    told(event) {
      const box = boxes.get(event.call);
      if (box === undefined) return;
      for (const value of shownBy(event)) box.allowed.add(value);
      box.open ||= event.type === 'ringing' || event.type === 'dialling' || event.type === 'remote-changed';
      if (event.type === 'ended') boxes.delete(event.call);
      if (box.open || event.type === 'ended') flush(event.call, box);
    },
  };
}

function names(frame: AmiFrame, id: string): boolean {
  return blocksOf(frame).some((block) => block.id === id);
}

function shownBy(event: CallEvent): string[] {
  const values: (string | undefined)[] = [];
  if ('from' in event) values.push(event.from.number, event.from.name);
  if ('to' in event) values.push(event.to);
  if ('by' in event) values.push(event.by);
  return values.filter((value): value is string => value !== undefined && value !== '');
}
