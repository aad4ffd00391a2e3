import type { AmiFrame } from '../frame.ts';
import { field } from '../frame.ts';
import { ownPrefix } from './call.ts';
import type { Channel } from './channel.ts';
import { blocksOf, channelState, deviceOf, isLocal, merge } from './channel.ts';
import { begin, answer, dial, finish, introduce, ring } from './phases.ts';
import { beginStep, changeChannel, finishStep } from './state.ts';
import type { Step, TrackerOutput, TrackerState } from './state.ts';

/**
 * Applies a list of the live channels (CoreShowChannels and Status rows) to what was known: calls not in it ended
 * unobserved, live ones go on, unknown ones begin as far as they have come. Whether a call is on hold no list says.
 *
 * @param asked frame number when the list was asked for; what appeared later cannot be in it
 */
export function reconcile(
  state: TrackerState,
  rows: readonly AmiFrame[],
  asked: number,
  at: number,
): TrackerOutput {
  const step = beginStep(state, at);
  const listed = new Set(rows.map((row) => field(row, 'uniqueid')));
  forgetVanished(step, listed, asked);
  for (const row of rows) readRow(step, row);
  linkCalledLegs(step, rows);
  for (const id of listed) resume(step, id, rows);
  return finishStep(step);
}

function forgetVanished(step: Step, listed: ReadonlySet<string>, asked: number): void {
  for (const channel of step.channels.values()) {
    if (!listed.has(channel.id) && channel.seenAt <= asked) step.channels.delete(channel.id);
  }
  for (const call of step.calls.values()) {
    if (!listed.has(call.id) && !step.channels.has(call.id))
      finish(step, call, { type: 'ended', reason: 'unobserved' });
  }
}

function readRow(step: Step, row: AmiFrame): void {
  for (const block of blocksOf(row)) {
    if (block.prefix !== '') continue;
    step.channels.set(block.id, merge(step.channels.get(block.id), block, row, step.frame));
    const bridge = field(row, 'bridgeid');
    if (bridge !== '') changeChannel(step, block.id, { bridge });
  }
}

/** The dialling was missed: a called leg belongs to the channel that gave the call its Linkedid. */
function linkCalledLegs(step: Step, rows: readonly AmiFrame[]): void {
  for (const row of rows) {
    const leg = step.channels.get(field(row, 'uniqueid'));
    if (leg === undefined || leg.dialledBy !== undefined || !isCalledLeg(row) || leg.linkedId === leg.id)
      continue;
    const caller = step.channels.get(leg.linkedId);
    if (caller !== undefined && !isLocal(caller)) changeChannel(step, leg.id, { dialledBy: caller.id });
  }
}

function isCalledLeg(row: AmiFrame): boolean {
  return /^App(?:Dial|Queue)2?$/.test(field(row, 'application'));
}

function resume(step: Step, id: string, rows: readonly AmiFrame[]): void {
  const leg = step.channels.get(id);
  if (leg === undefined || !step.devices.has(deviceOf(leg.name)) || step.ended.includes(id)) return;
  const call = step.calls.get(id) ?? begin(step, leg, directionOf(leg, rows));
  if (call.direction === 'in') {
    if (leg.state === channelState.ringing) ring(step, id);
    if (leg.state === channelState.up) answer(step, id);
    introduce(step, id);
    return;
  }
  if (call.direction === 'click' && leg.state === channelState.ringing) ring(step, id);
  if ([...step.channels.values()].some((other) => other.dialledBy === id)) dial(step, call, leg);
  if (leg.bridge !== undefined) answer(step, id);
}

function directionOf(leg: Channel, rows: readonly AmiFrame[]): 'in' | 'out' | 'click' {
  if (leg.id.startsWith(ownPrefix)) return 'click';
  return rows.some((row) => field(row, 'uniqueid') === leg.id && isCalledLeg(row)) ? 'in' : 'out';
}
