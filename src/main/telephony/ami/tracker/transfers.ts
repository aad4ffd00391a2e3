import type { TransferKind } from '#shared/calls/call-event.ts';

import type { AmiFrame } from '../frame.ts';
import { field } from '../frame.ts';
import type { Call } from './call.ts';
import type { Channel } from './channel.ts';
import { blockId, isOwnPhone } from './channel.ts';
import { change, changeChannel, emit } from './state.ts';
import type { Step } from './state.ts';

/** Transfers by the agent; told at once, the call ends with the Hangup that follows. */

function transfer(step: Step, call: Call | undefined, kind: TransferKind, to: string): void {
  if (call === undefined || call.transferred) return;
  emit(step, change(step, call, { transferred: true }), {
    type: 'transferred',
    kind,
    ...(to === '' ? {} : { to }),
  });
}

export function blindTransfer(step: Step, frame: AmiFrame): void {
  if (field(frame, 'result') !== 'Success') return;
  const moved = step.calls.get(blockId(frame, 'transferee'));
  if (moved !== undefined) change(step, moved, { movedOn: true });

  const space = step.channels.get(blockId(frame, 'transferee'))?.parkedAt;
  const call = step.calls.get(blockId(frame, 'transferer'));
  if (space === undefined) transfer(step, call, 'blind', field(frame, 'extension'));
  else transfer(step, call, 'parked', space);
}

/** Semi-attended (the target still rings) the target has no block: then it is whom the second call dialled. */
export function attendedTransfer(step: Step, frame: AmiFrame): void {
  if (field(frame, 'result') !== 'Success') return;
  const first = step.calls.get(blockId(frame, 'origtransferer'));
  const second = step.calls.get(blockId(frame, 'secondtransferer'));
  const to = targetOf(step, frame, first, second);
  transfer(step, first, 'attended', to);
  transfer(step, second, 'attended', to);
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

/**
 * A channel was parked. The parking is told before the blind transfer to the parking extension, when one follows; a
 * parking by a feature key has none, so the agent's call is looked for here.
 */
export function parked(step: Step, frame: AmiFrame): void {
  const space = field(frame, 'parkingspace');
  const parkee = step.channels.get(blockId(frame, 'parkee'));
  if (space === '' || parkee === undefined) return;
  changeChannel(step, parkee.id, { parkedAt: space });
  transfer(step, parkerOf(step, frame, parkee), 'parked', space);
}

function parkerOf(step: Step, frame: AmiFrame, parkee: Channel): Call | undefined {
  const named = step.calls.get(blockId(frame, 'parker'));
  if (named !== undefined && named.id !== parkee.id) return named;
  const device = field(frame, 'parkerdialstring');
  const talkedTo = new Set([parkee.bridge, parkee.lastBridge]);
  return [...step.calls.values()].find((call) => {
    if (call.device !== device || call.id === parkee.id || call.phase !== 'answered') return false;
    const leg = step.channels.get(call.id);
    return leg !== undefined && (talkedTo.has(leg.bridge ?? '') || talkedTo.has(leg.lastBridge ?? ''));
  });
}
