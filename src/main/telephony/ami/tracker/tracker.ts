import type { AmiFrame } from '../frame.ts';
import { field } from '../frame.ts';
import type { Block, Channel } from './channel.ts';
import { blocksOf, channelState, merge, plainName } from './channel.ts';
import { handlers } from './handlers.ts';
import { beginCall, ring } from './phases.ts';
import { beginStep, finishStep } from './state.ts';
import type { Step, TrackerOutput, TrackerState } from './state.ts';

/**
 * The call tracker: what one frame of the PBX means for the calls at the agent's devices. Pure.
 *
 * Every block of every frame first updates the snapshot of its channel, so that no decision hangs on one particular
 * event having come; then the event itself is heard.
 *
 * @param at when the frame came, ms since the epoch
 */
export function track(state: TrackerState, frame: AmiFrame, at: number): TrackerOutput {
  const step = beginStep(state, at);
  if (frame.event === 'rename') {
    rename(step, frame);
    return finishStep(step);
  }
  // Rows of a list somebody asked for go to reconcile().
  const blocks = listRows.has(frame.event) ? [] : blocksOf(frame);
  observe(step, frame, blocks);
  handlers[frame.event]?.(step, frame);
  for (const { id } of blocks) if (step.channels.get(id)?.state === channelState.ringing) ring(step, id);
  return finishStep(step);
}

const listRows: ReadonlySet<string> = new Set(['coreshowchannel', 'status']);

function observe(step: Step, frame: AmiFrame, blocks: readonly Block[]): void {
  const isEnd = frame.event === 'hangup';
  for (const block of blocks) {
    const known = step.channels.get(block.id);
    if (known === undefined && isEnd) continue;
    const channel = merge(known, block, frame, step.frame);
    step.channels.set(block.id, channel);
    if (!isEnd) beginCall(step, channel, block, frame);
  }
}

/** A masquerade: only names known already are followed, no call begins by it. */
function rename(step: Step, frame: AmiFrame): void {
  const id = field(frame, 'uniqueid');
  const name = plainName(field(frame, 'newname'));
  const known: Channel | undefined = step.channels.get(id);
  if (known !== undefined && name !== '') step.channels.set(id, { ...known, name, seenAt: step.frame });
}
