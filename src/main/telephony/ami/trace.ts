import type { CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';

import type { AmiFrame } from './frame.ts';
import { field } from './frame.ts';
import type { Call } from './tracker/call.ts';
import type { Block } from './tracker/channel.ts';
import { blocksOf, isOwnPhone } from './tracker/channel.ts';
import { unescapeName } from './unescape.ts';

/**
 * The black box of a call: the frames that made it, without the number or name of anybody who may not be shown.
 * `begun` comes at once, frames as soon as it is known what may be in them. They come in order, but for those of
 * somebody who joins later: these come when he does.
 */
export interface Trace {
  frame(frame: AmiFrame, at: number): void;
  begun(call: Call, at: number): void;
  /** Everything the adapter tells; what it tells may be kept. */
  told(event: CallEvent): void;
  /** Calls gathered for, and groups of frames kept in case a call of the agent comes of them. */
  readonly size: { readonly boxes: number; readonly groups: number };
}

interface Kept {
  readonly frame: AmiFrame;
  readonly at: number;
}

/** What one call's box holds until, and beyond, the moment it is known what may be shown. */
interface Box {
  readonly groups: Set<string>;
  readonly taken: WeakSet<AmiFrame>;
  readonly allowed: Set<string>;
  /** Digits the agent dialled: any ending of them is known to him. */
  readonly dialled: string[];
  readonly secrets: Set<string>;
  waiting: Kept[];
  /** Among those that wait is one that nobody has decided on yet. */
  held: boolean;
  open: boolean;
  frames: number;
}

const framesPerCall = 400;
/** Frames of one Linkedid kept before one of the agent's devices is in it: the first, the latest. And how many Linkedids. */
const firstFrames = 16;
const latestFrames = 32;
const earlyGroups = 200;
const ownIdentities = 1_000;

/** In place of a number or name that may not be shown. */
export const blank = '…';
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

export function createTrace(emit: (record: SourceTrace) => void): Trace {
  const boxes = new Map<string, Box>();
  const early = new Map<string, Kept[]>();
  /** Live channels, each with the group its latest frame was of: a group none is in is over. */
  const memberOf = new Map<string, string>();
  const own = new Set<string>();

  function flush(call: string, box: Box): void {
    const kept = box.waiting;
    box.waiting = [];
    box.held = false;
    for (const { frame } of kept) collectSecrets(frame, box);
    for (const { frame, at } of kept) {
      box.frames += 1;
      if (box.frames <= framesPerCall)
        emit({ kind: 'frame', leg: call, at, event: frame.event, fields: scrub(frame, box) });
    }
  }

  function mayShow(value: string, box: Box): boolean {
    if (value === '' || value === '<unknown>' || own.has(value)) return true;
    return box.allowed.has(unescapeName(value)) || box.dialled.some((digits) => digits.endsWith(value));
  }

  /** Somebody is in it of whom it is not decided yet whether he may be shown. */
  function isUndecided({ frame }: Kept, box: Box): boolean {
    return blocksOf(frame).some(({ prefix }) =>
      identityHeaders.some((header) => !mayShow(field(frame, prefix + header), box)),
    );
  }

  function take(box: Box, kept: Kept): void {
    if (box.taken.has(kept.frame) || box.waiting.length >= framesPerCall) return;
    box.taken.add(kept.frame);
    box.waiting.push(kept);
    box.held ||= isUndecided(kept, box);
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
    early.set(
      group,
      frames.length < firstFrames + latestFrames
        ? [...frames, kept]
        : [...frames.slice(0, firstFrames), ...frames.slice(firstFrames + 1), kept],
    );
    for (const oldest of early.keys()) {
      if (early.size <= earlyGroups) break;
      endGroup(oldest);
    }
  }

  function endGroup(group: string): void {
    early.delete(group);
    for (const [id, of] of memberOf) if (of === group) memberOf.delete(id);
  }

  function followMembers(frame: AmiFrame, blocks: readonly Block[]): void {
    const ended = frame.event === 'hangup' ? field(frame, 'uniqueid') : undefined;
    const left = new Set<string>();
    for (const { prefix, id } of blocks) {
      const group = field(frame, `${prefix}linkedid`);
      const before = memberOf.get(id);
      if (before !== undefined && (id === ended || before !== group)) left.add(before);
      if (id === ended) left.add(group);
      if (id === ended) memberOf.delete(id);
      else if (group !== '') memberOf.set(id, group);
    }
    for (const group of left) if (![...memberOf.values()].includes(group)) early.delete(group);
  }

  return {
    frame(frame, at) {
      const blocks = blocksOf(frame);
      for (const block of blocks) learnOwn(frame, block);
      const groups = new Set(
        blocks.map(({ prefix }) => field(frame, `${prefix}linkedid`)).filter((id) => id !== ''),
      );
      for (const [call, box] of boxes) {
        if (blocks.some(({ id }) => id === call)) {
          for (const group of groups) {
            if (box.groups.has(group)) continue;
            box.groups.add(group);
            for (const kept of early.get(group) ?? []) take(box, kept);
          }
        }
        if (![...groups].some((group) => box.groups.has(group))) continue;
        take(box, { frame, at });
        if (box.open && !box.held) flush(call, box);
      }
      for (const group of groups) keepEarly(group, { frame, at });
      followMembers(frame, blocks);
    },
    begun(call, at) {
      const groups = [...early].filter(([, kept]) => kept.some(({ frame }) => names(frame, call.id)));
      const box: Box = {
        groups: new Set(groups.map(([group]) => group)),
        taken: new WeakSet(),
        allowed: new Set(),
        dialled: [],
        secrets: new Set(),
        waiting: [],
        held: false,
        open: false,
        frames: 0,
      };
      for (const [, kept] of groups) for (const each of kept) take(box, each);
      boxes.set(call.id, box);
      emit({ kind: 'begun', leg: call.id, device: call.device, at });
    },
    get size() {
      return { boxes: boxes.size, groups: early.size + memberOf.size };
    },
    told(event) {
      const box = boxes.get(event.call);
      if (box === undefined) return;
      for (const value of shownBy(event)) box.allowed.add(value);
      if (event.type === 'dialling') box.dialled.push(event.to);
      const decides =
        event.type === 'ringing' || event.type === 'dialling' || event.type === 'remote-changed';
      box.open ||= decides;
      if (event.type === 'ended') boxes.delete(event.call);
      if (decides || event.type === 'ended') flush(event.call, box);
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
