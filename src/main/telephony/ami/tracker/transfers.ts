import type { TransferKind } from '#shared/calls/call-event.ts';
import { extensionOf } from '#shared/calls/device.ts';

import type { AmiFrame } from '../frame.ts';
import { field } from '../frame.ts';
import type { Call } from './call.ts';
import type { Channel } from './channel.ts';
import { blockId, deviceOf, isOwnPhone } from './channel.ts';
import { finish, tellSender } from './phases.ts';
import { change, changeChannel, emit } from './state.ts';
import type { Step } from './state.ts';

/** Transfers by the agent; the call itself ends with the Hangup that follows. */

function transfer(step: Step, call: Call, kind: TransferKind, to: string): Call {
  if (call.transferred) return call;
  const transferred = change(step, call, { transferred: true });
  emit(step, transferred, { type: 'transferred', kind, ...(to === '' ? {} : { to }) });
  return transferred;
}

/**
 * Parking is a blind transfer too, to the parking extension. BlindTransfer and ParkedCall come from two threads of the
 * PBX, in either order, and the Hangup may come before the parking: so the transfer is told with whichever settles it.
 */
export function blindTransfer(step: Step, frame: AmiFrame): void {
  if (field(frame, 'result') !== 'Success') return;
  const transferee = blockId(frame, 'transferee');
  const moved = step.calls.get(transferee);
  if (moved !== undefined) change(step, moved, { movedOn: true });

  const transferer = step.channels.get(blockId(frame, 'transferer'));
  const sentBy = extensionOf(deviceOf(transferer?.name ?? ''));
  if (sentBy !== '') changeChannel(step, transferee, { sentBy });

  const call = step.calls.get(blockId(frame, 'transferer'));
  if (call !== undefined) {
    const space = step.channels.get(transferee)?.parkedAt;
    if (space === undefined) change(step, call, { blind: { to: field(frame, 'extension'), transferee } });
    else transfer(step, call, 'parked', space);
  }
  for (const id of [...step.calls.keys()]) tellSender(step, id);
}

/** The leg ends, and who was on it has come into the parking lot: the space is told in a moment. */
export function awaitsSpace(step: Step, { blind, transferred }: Call): boolean {
  if (blind === undefined || transferred) return false;
  const transferee = step.channels.get(blind.transferee);
  return transferee?.isInParking === true && transferee.parkedAt === undefined;
}

/** Who was to be parked hung up before the parking was told. */
export function parkeeGone(step: Step, id: string): void {
  for (const call of [...step.calls.values()])
    if (call.isOver === true && call.blind?.transferee === id) over(step, settleBlindTransfer(step, call));
}

function over(step: Step, call: Call): void {
  finish(step, call, { type: 'ended', reason: 'transferred' });
}

/** The leg ends, and no parking was told: it was to an extension. */
export function settleBlindTransfer(step: Step, call: Call): Call {
  return call.blind === undefined ? call : transfer(step, call, 'blind', call.blind.to);
}

/** Semi-attended (the target still rings) the target has no block: then it is whom the second call dialled. */
export function attendedTransfer(step: Step, frame: AmiFrame): void {
  if (field(frame, 'result') !== 'Success') return;
  const first = step.calls.get(blockId(frame, 'origtransferer'));
  const second = step.calls.get(blockId(frame, 'secondtransferer'));
  const to = targetOf(step, frame, first, second);
  for (const call of new Set([first, second])) if (call !== undefined) transfer(step, call, 'attended', to);
}

/**
 * Digits the agent dialled, or an own phone's number. The number of a caller put through to another caller is none of
 * these: it may be withheld, and is left out.
 */
function targetOf(step: Step, frame: AmiFrame, first: Call | undefined, second: Call | undefined): string {
  if (second?.direction === 'out' || second?.direction === 'click')
    return second.to ?? step.channels.get(second.id)?.exten ?? '';
  if (first?.direction === 'out' || first?.direction === 'click') return first.to ?? '';
  const target = step.channels.get(blockId(frame, 'transfertarget'));
  return target !== undefined && isOwnPhone(target) ? target.callerNumber : '';
}

/** A channel was parked, by a blind transfer to the parking extension or by a feature key (then there is none). */
export function parked(step: Step, frame: AmiFrame): void {
  const space = field(frame, 'parkingspace');
  const parkee = step.channels.get(blockId(frame, 'parkee'));
  if (space === '' || parkee === undefined) return;
  changeChannel(step, parkee.id, { parkedAt: space });
  const parker = parkerOf(step, frame, parkee);
  if (parker === undefined) return;
  const transferred = transfer(step, parker, 'parked', space);
  if (transferred.isOver === true) over(step, transferred);
}

function parkerOf(step: Step, frame: AmiFrame, parkee: Channel): Call | undefined {
  const named = step.calls.get(blockId(frame, 'parker'));
  if (named !== undefined && named.id !== parkee.id) return named;
  const transferring = [...step.calls.values()].find(({ blind }) => blind?.transferee === parkee.id);
  if (transferring !== undefined) return transferring;
  const device = field(frame, 'parkerdialstring');
  const talkedTo = new Set([parkee.bridge, parkee.lastBridge]);
  return [...step.calls.values()].find((call) => {
    if (call.device !== device || call.id === parkee.id || call.phase !== 'answered') return false;
    const leg = step.channels.get(call.id);
    return leg !== undefined && (talkedTo.has(leg.bridge ?? '') || talkedTo.has(leg.lastBridge ?? ''));
  });
}
