import type { AmiFrame } from '../frame.ts';
import { field } from '../frame.ts';
import { isLeaving, ownPrefix } from './call.ts';
import type { Call } from './call.ts';
import type { BlockPrefix } from './channel.ts';
import { blockId, deviceOf, plainName, unknownChannel } from './channel.ts';
import { refTo } from './claim.ts';
import { bridgedWith, callersOf, customerOf } from './legs.ts';
import {
  announce,
  answer,
  begin,
  dial,
  endCall,
  finish,
  follow,
  introduce,
  ring,
  tellSender,
} from './phases.ts';
import { change, changeChannel, emit } from './state.ts';
import type { Step } from './state.ts';
import {
  attendedTransfer,
  awaitsSpace,
  blindTransfer,
  parked,
  parkeeGone,
  settleBlindTransfer,
} from './transfers.ts';

type Handler = (step: Step, frame: AmiFrame) => void;

/** What an event means beyond its snapshots. An event not named here means nothing beyond them. */
export const handlers: Readonly<Record<string, Handler | undefined>> = Object.assign(
  Object.create(null) as Record<string, Handler | undefined>,
  {
    newconnectedline: (step, frame) => {
      follow(step, blockId(frame, ''));
      announce(step, blockId(frame, ''));
    },
    dialbegin,
    dialstate: (step, frame) => {
      if (field(frame, 'dialstatus') === 'RINGING') ring(step, blockId(frame, 'dest'));
    },
    dialend,
    bridgeenter,
    bridgeleave: (step, frame) => {
      leaveBridge(step, blockId(frame, ''));
    },
    hold: (step, frame) => {
      hold(step, frame, true);
    },
    unhold: (step, frame) => {
      hold(step, frame, false);
    },
    pickup,
    unparkedcall: (step, frame) => {
      fetched(step, blockId(frame, 'retriever'));
    },
    parkedcall: parked,
    blindtransfer: blindTransfer,
    attendedtransfer: attendedTransfer,
    queuecallerjoin: (step, frame) => {
      changeChannel(step, blockId(frame, ''), { queue: field(frame, 'queue') });
    },
    queuecallerleave: leaveQueue,
    queuecallerabandon: leaveQueue,
    agentcalled,
    agentringnoanswer: (step, frame) => {
      rangOut(step, blockId(frame, 'dest'));
    },
    hanguprequest: (step, frame) => {
      changeChannel(step, blockId(frame, ''), { leaving: true });
    },
    hangup,
    originateresponse,
  } satisfies Record<string, Handler>,
);

function callOf(step: Step, frame: AmiFrame, prefix: BlockPrefix): Call | undefined {
  return step.calls.get(blockId(frame, prefix));
}

function dialbegin(step: Step, frame: AmiFrame): void {
  const caller = blockId(frame, '');
  const callee = blockId(frame, 'dest');
  if (caller === '') return;
  if (caller !== callee) changeChannel(step, callee, { dialledBy: caller });

  const dialling = step.calls.get(caller);
  const from = step.channels.get(caller);
  if (dialling !== undefined && from !== undefined) dial(step, dialling, from);

  const rung = step.channels.get(callee);
  if (rung === undefined || !step.calls.has(callee)) return;
  const customer = customerOf(step.channels, rung);
  for (const channel of new Set([customer, from]))
    if (channel !== undefined) step.suspects.push(refTo(channel));
  announce(step, callee);
  tellSender(step, callee);
}

function dialend(step: Step, frame: AmiFrame): void {
  const status = field(frame, 'dialstatus');
  const callee = blockId(frame, 'dest');
  if (status === 'ANSWER') {
    const called = step.calls.get(callee);
    if (called?.direction === 'in') answer(step, callee);
    const calling = callOf(step, frame, '');
    if (calling !== undefined && calling.direction !== 'in' && callee !== calling.id)
      answer(step, calling.id);
    return;
  }
  if (status === 'NOANSWER') rangOut(step, callee);
  const call = step.calls.get(callee);
  if (call === undefined) return;
  const [forwardedTo] = field(frame, 'forward')
    .replace(/^Local\//, '')
    .split('@');
  change(step, call, {
    dialStatus: call.dialStatus ?? status,
    ...(forwardedTo ? { forwardedTo } : {}),
  });
}

/** Marks the calls that ring through a leg, the leg's own first: behind a Local half only a CANCEL is seen. */
function rangOut(step: Step, leg: string): void {
  for (const call of step.calls.values()) {
    const channel = step.channels.get(call.id);
    if (channel === undefined || call.direction !== 'in') continue;
    if (call.id !== leg && !callersOf(step.channels, channel).some(({ id }) => id === leg)) continue;
    change(step, call, { rangOut: true });
  }
}

function bridgeenter(step: Step, frame: AmiFrame): void {
  const id = blockId(frame, '');
  const swapped = field(frame, 'swapuniqueid');
  if (swapped !== '') leaveBridge(step, swapped);
  const isParking = /^(?:parking|holding)$/.test(field(frame, 'bridgetype'));
  const channel = step.channels.get(id);
  if (channel !== undefined) {
    const { parkedAt, ...rest } = channel;
    step.channels.set(id, {
      ...rest,
      bridge: field(frame, 'bridgeuniqueid'),
      isInParking: field(frame, 'bridgetype') === 'parking',
      ...(isParking && parkedAt !== undefined ? { parkedAt } : {}),
    });
  }
  answer(step, id);
}

function leaveBridge(step: Step, id: string): void {
  const channel = step.channels.get(id);
  if (channel?.bridge === undefined) return;
  const { bridge, ...rest } = channel;
  step.channels.set(id, { ...rest, lastBridge: bridge });
}

/** A transfer takes a channel off hold that never was on it. */
function hold(step: Step, frame: AmiFrame, held: boolean): void {
  const call = callOf(step, frame, '');
  if (call === undefined) return holdByRemote(step, frame, held);
  if (call.phase !== 'answered' || isLeaving(call) || call.held === held) return;
  emit(step, change(step, call, { held }), { type: held ? 'held' : 'resumed' });
}

/** Of two parties the other one holds; of three it is one of many, and nothing the agent would hear. */
function holdByRemote(step: Step, frame: AmiFrame, remoteHeld: boolean): void {
  const channel = step.channels.get(blockId(frame, ''));
  if (channel === undefined) return;
  for (const call of step.calls.values()) {
    if (call.phase !== 'answered' || isLeaving(call) || call.remoteHeld === remoteHeld) continue;
    const leg = step.channels.get(call.id);
    const [other, ...more] = leg === undefined ? [] : bridgedWith(step.channels, leg);
    if (other?.id !== channel.id || more.length > 0) continue;
    emit(step, change(step, call, { remoteHeld }), { type: remoteHeld ? 'remote-held' : 'remote-resumed' });
  }
}

function pickup(step: Step, frame: AmiFrame): void {
  const picker = step.channels.get(blockId(frame, ''));
  const target = callOf(step, frame, 'target');
  if (target !== undefined && picker !== undefined) {
    change(step, target, { pickedUpBy: { number: picker.callerNumber, name: picker.callerName } });
  }
  fetched(step, blockId(frame, ''));
}

/** The agent dialled to fetch a call that rang or was parked elsewhere: it is an incoming one after all. */
function fetched(step: Step, id: string): void {
  const call = step.calls.get(id);
  if (call === undefined || call.direction !== 'out') return;
  change(step, call, { direction: 'in' });
  introduce(step, id);
}

function leaveQueue(step: Step, frame: AmiFrame): void {
  const channel = step.channels.get(blockId(frame, ''));
  if (channel?.queue === undefined) return;
  const { queue: _left, ...rest } = channel;
  step.channels.set(channel.id, rest);
}

function agentcalled(step: Step, frame: AmiFrame): void {
  const queue = field(frame, 'queue');
  const call = callOf(step, frame, 'dest');
  if (call !== undefined && queue !== '') change(step, call, { queue });
}

function hangup(step: Step, frame: AmiFrame): void {
  const id = blockId(frame, '');
  const name = plainName(field(frame, 'channel'));
  // After a masquerade the agent's leg ends under its old name with another Uniqueid.
  const call = step.calls.get(id) ?? [...step.calls.values()].find(({ channel }) => channel === name);
  const leg = call === undefined ? undefined : step.channels.get(call.id);
  if (call !== undefined && leg !== undefined) {
    if (awaitsSpace(step, call)) change(step, call, { isOver: true });
    else endCall(step, settleBlindTransfer(step, call), leg, Number(field(frame, 'cause')));
  }
  parkeeGone(step, id);
  step.channels.delete(id);
  if (call !== undefined) step.channels.delete(call.id);
}

/**
 * An Originate that failed before it had a channel (the phone is not registered) would otherwise never be heard of
 * again. Its `Reason` is not to be trusted.
 */
function originateresponse(step: Step, frame: AmiFrame): void {
  const id = blockId(frame, '');
  if (field(frame, 'response') !== 'Failure' || !id.startsWith(ownPrefix)) return;
  if (step.calls.has(id) || step.ended.includes(id)) return;
  const name = field(frame, 'channel');
  const device = step.devices.has(name) ? name : deviceOf(name);
  if (!step.devices.has(device)) return;
  const call = begin(step, { ...unknownChannel(id), name: `${device}-` }, 'click');
  finish(step, call, { type: 'ended', reason: 'failed' });
}
