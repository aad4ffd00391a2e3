import type { AmiFrame } from '../frame.ts';
import { isLeaving, ownPrefix } from './call.ts';
import type { Call } from './call.ts';
import type { Block, Channel } from './channel.ts';
import { channelState, deviceOf } from './channel.ts';
import { callerClaim, channelOfRemote, refTo, remoteClaim } from './claim.ts';
import { endingOf } from './end-reason.ts';
import { callersOf, customerOf } from './legs.ts';
import { change, emit, endedLimit } from './state.ts';
import type { Step } from './state.ts';

/** The steps of a call's life; each is taken at most once per call, whatever order the frames come in. */

/** A leg of one of the agent's devices is seen for the first time. Its first state tells the direction. */
export function beginCall(step: Step, leg: Channel, block: Block, frame: AmiFrame): void {
  const device = deviceOf(leg.name);
  if (!step.devices.has(device) || step.calls.has(leg.id) || step.ended.includes(leg.id)) return;
  if ([...step.calls.values()].some((call) => call.channel === leg.name)) return;
  const direction = directionOf(leg, block, frame);
  if (direction === undefined) return;
  begin(step, leg, direction);
  const customer = customerOf(step.channels, leg);
  if (direction === 'in' && customer !== undefined) step.suspects.push(refTo(customer));
}

export function begin(step: Step, leg: Channel, direction: Call['direction']): Call {
  const call: Call = {
    id: leg.id,
    device: deviceOf(leg.name),
    channel: leg.name,
    direction,
    phase: 'new',
    since: step.frame,
    held: false,
    remoteHeld: false,
    announced: '',
    remote: '',
    introduced: false,
    queueTold: false,
    movedOn: false,
    transferred: false,
    rangOut: false,
  };
  step.calls.set(call.id, call);
  step.begun.push(call);
  return call;
}

function directionOf(leg: Channel, block: Block, frame: AmiFrame): Call['direction'] | undefined {
  if (leg.id.startsWith(ownPrefix)) return 'click';
  if (block.prefix === 'dest' && frame.event.startsWith('dial')) return 'in';
  switch (block.state) {
    case channelState.down:
    case channelState.ringing:
      return 'in';
    case channelState.dialled:
      return 'out';
    default:
      // Up, and its beginning was missed: only a list of the live channels can tell what it is.
      return undefined;
  }
}

/** Who is about to ring is known; told apart from the events, for it may come to nothing. */
export function announce(step: Step, id: string): void {
  const call = step.calls.get(id);
  const leg = step.channels.get(id);
  if (call === undefined || leg === undefined || call.phase !== 'new' || call.direction !== 'in') return;
  if (leg.connectedNumber === '' || leg.connectedNumber === call.announced) return;
  if (customerOf(step.channels, leg) === undefined) return;
  const announced = change(step, call, { announced: leg.connectedNumber });
  const from = callerClaim(announced, leg, step.channels);
  step.announced.push({ call: call.id, device: call.device, at: step.at, from, group: leg.linkedId });
}

/** The device rings. Told once, whichever of Newstate and DialState says so first. */
export function ring(step: Step, id: string): void {
  const call = step.calls.get(id);
  const leg = step.channels.get(id);
  if (call === undefined || leg === undefined || call.phase !== 'new') return;
  if (call.direction === 'click') {
    change(step, call, { phase: 'ringing' });
    emit(step, call, { type: 'agent-phone-ringing' });
    return;
  }
  if (call.direction === 'out') return;
  const customer = customerOf(step.channels, leg);
  const queue = queueOf(step, call, leg);
  const dialled = customer?.did || customer?.exten;
  const sentBy = senderOf(step, leg);
  const rung = change(step, call, {
    phase: 'ringing',
    remote: leg.connectedNumber,
    ...(customer === undefined ? {} : { remoteId: customer.id }),
    introduced: true,
    queueTold: queue !== undefined,
    ...(sentBy === undefined ? {} : { sentBy }),
  });
  emit(step, rung, {
    type: 'ringing',
    from: callerClaim(rung, leg, step.channels),
    ...(queue === undefined ? {} : { queue }),
    ...(dialled ? { dialled } : {}),
    ...(sentBy === undefined ? {} : { transferredBy: sentBy }),
    group: leg.linkedId,
  });
}

/**
 * Who sent the caller, where the ringing could not tell: the transfer, the dialling and the ringing come from three
 * threads of the PBX, in any order.
 */
export function tellSender(step: Step, id: string): void {
  const call = step.calls.get(id);
  const leg = step.channels.get(id);
  if (call === undefined || leg === undefined || call.sentBy !== undefined || isLeaving(call)) return;
  if (call.direction !== 'in' || call.phase === 'new') return;
  const sentBy = senderOf(step, leg);
  if (sentBy === undefined) return;
  emit(step, change(step, call, { sentBy }), { type: 'sender-told', transferredBy: sentBy });
}

function senderOf(step: Step, leg: Channel): string | undefined {
  return callersOf(step.channels, leg).find((caller) => caller.sentBy !== undefined)?.sentBy;
}

/** The agent's channel dials the far end. */
export function dial(step: Step, call: Call, leg: Channel): void {
  if (call.direction === 'in' || isLeaving(call) || call.phase === 'dialling' || call.phase === 'answered')
    return;
  emit(step, change(step, call, { phase: 'dialling', to: leg.exten }), { type: 'dialling', to: leg.exten });
}

export function answer(step: Step, id: string): void {
  const call = step.calls.get(id);
  const leg = step.channels.get(id);
  if (call === undefined || leg === undefined || call.phase === 'answered' || isLeaving(call)) return;
  const queue = call.queueTold || call.direction !== 'in' ? undefined : queueOf(step, call, leg);
  const remoteId = channelOfRemote(leg, step.channels)?.id ?? call.remoteId;
  const answered = change(step, call, {
    phase: 'answered',
    queueTold: call.queueTold || queue !== undefined,
    remote: call.introduced ? call.remote : leg.connectedNumber,
    ...(call.introduced || remoteId === undefined ? {} : { remoteId }),
  });
  emit(step, answered, { type: 'answered', ...(queue === undefined ? {} : { queue }) });
  if (answered.direction === 'in') introduce(step, answered.id);
}

/** Tells who is there when nobody was told: the agent fetched the call, it never rang here. */
export function introduce(step: Step, id: string): void {
  const call = step.calls.get(id);
  const leg = step.channels.get(id);
  if (call === undefined || leg === undefined || call.introduced || isLeaving(call)) return;
  if (call.phase !== 'answered' || leg.connectedNumber === '') return;
  tellRemote(step, call, leg);
}

/** The connected line of the agent's channel was told anew: is it somebody else? */
export function follow(step: Step, id: string): void {
  const call = step.calls.get(id);
  const leg = step.channels.get(id);
  if (call === undefined || leg === undefined || isLeaving(call)) return;
  if (call.phase !== 'answered' && !(call.phase === 'ringing' && call.direction === 'in')) return;
  if (leg.connectedNumber === call.remote) return;
  // An own call that dialled nobody and has somebody was dialled to fetch them, whenever that is told.
  const isFetched = call.direction === 'out' && call.to === undefined;
  const firstHeard = call.remote === '' && (call.direction === 'in' || isFetched);
  if (!firstHeard && !isSomebodyElse(step, call, leg)) return;
  tellRemote(step, call, leg);
}

/**
 * A trunk may send the far end's number again in other clothes (a carrier's PAI in the 200 OK): the same channel is
 * the same far end. Somebody else speaks through another one.
 */
function isSomebodyElse(step: Step, call: Call, leg: Channel): boolean {
  if (call.movedOn) return true;
  const remote = channelOfRemote(leg, step.channels);
  if (remote === undefined)
    return leg.connectedNumber !== '' && leg.linkedId !== leg.id && !step.channels.has(call.remoteId ?? '');
  if (remote.id === call.remoteId) return false;
  if (call.direction === 'in')
    return !callersOf(step.channels, leg).some((caller) => caller.id === remote.id);
  return customerOf(step.channels, remote)?.id !== leg.id;
}

function tellRemote(step: Step, call: Call, leg: Channel): void {
  const remote = channelOfRemote(leg, step.channels);
  const told = change(step, call, {
    remote: leg.connectedNumber,
    ...(remote === undefined ? {} : { remoteId: remote.id }),
    introduced: true,
    remoteHeld: false,
  });
  if (remote !== undefined) step.suspects.push(refTo(remote));
  emit(step, told, { type: 'remote-changed', from: remoteClaim(told, leg, step.channels) });
}

function queueOf(step: Step, call: Call, leg: Channel): string | undefined {
  return call.queue ?? customerOf(step.channels, leg)?.queue;
}

/** The agent's leg is gone. */
export function endCall(step: Step, call: Call, leg: Channel, cause: number): void {
  const { reason, by } = endingOf(call, leg, cause, step.channels);
  finish(step, call, {
    type: 'ended',
    reason,
    ...(by === undefined ? {} : { to: by.number }),
    ...(by === undefined || by.name === '' ? {} : { by: by.name }),
  });
}

export function finish(step: Step, call: Call, end: Parameters<typeof emit>[2]): void {
  step.calls.delete(call.id);
  step.ended = [...step.ended, call.id].slice(-endedLimit);
  emit(step, call, end);
}
