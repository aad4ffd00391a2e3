import type { Announcement, CallEvent } from '#shared/calls/call-event.ts';

import type { Call } from './call.ts';
import type { Channel } from './channel.ts';
import type { ChannelRef, Claim } from './claim.ts';

type Unverified<E> = E extends { readonly from: unknown } ? Omit<E, 'from'> & { readonly from: Claim } : E;

/** A call event whose far end has not passed the presentation gate yet. */
export type TrackedEvent = Unverified<CallEvent>;
export type TrackedAnnouncement = Unverified<Announcement>;

export interface TrackerState {
  /** The agent's own devices, e.g. `PJSIP/201`. */
  readonly devices: ReadonlySet<string>;
  /** Number of the latest frame. */
  readonly frame: number;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly calls: ReadonlyMap<string, Call>;
  /** Ids of the calls that ended last: a straggler must not begin one again. */
  readonly ended: readonly string[];
}

export interface TrackerOutput {
  readonly state: TrackerState;
  readonly events: readonly TrackedEvent[];
  /** Calls that began with this frame. */
  readonly begun: readonly Call[];
  /** Calls that do not ring yet, with who it will be. */
  readonly announced: readonly TrackedAnnouncement[];
  /** Channels whose presentation will be needed soon. */
  readonly suspects: readonly ChannelRef[];
}

/** A PBX with more channels than this is out of its mind; the longest unheard of are forgotten. */
export const channelLimit = 5_000;
export const endedLimit = 256;

export function emptyTracker(devices: Iterable<string>): TrackerState {
  return { devices: new Set(devices), frame: 0, channels: new Map(), calls: new Map(), ended: [] };
}

/** One reduction at work: private copies of the maps, thrown away when it is done. */
export interface Step {
  readonly devices: ReadonlySet<string>;
  readonly frame: number;
  /** Time of the frame, ms since the epoch. */
  readonly at: number;
  readonly channels: Map<string, Channel>;
  readonly calls: Map<string, Call>;
  ended: readonly string[];
  readonly events: TrackedEvent[];
  readonly begun: Call[];
  readonly announced: TrackedAnnouncement[];
  readonly suspects: ChannelRef[];
}

export function beginStep(state: TrackerState, at: number): Step {
  return {
    devices: state.devices,
    frame: state.frame + 1,
    at,
    channels: new Map(state.channels),
    calls: new Map(state.calls),
    ended: state.ended,
    events: [],
    begun: [],
    announced: [],
    suspects: [],
  };
}

export function finishStep(step: Step): TrackerOutput {
  const { devices, frame, channels, calls, ended, events, begun, announced, suspects } = step;
  if (channels.size > channelLimit) forgetOldest(channels, calls);
  return { state: { devices, frame, channels, calls, ended }, events, begun, announced, suspects };
}

function forgetOldest(channels: Map<string, Channel>, calls: ReadonlyMap<string, Call>): void {
  const oldest = [...channels.values()].sort((a, b) => a.seenAt - b.seenAt);
  for (const { id } of oldest) {
    if (channels.size <= channelLimit) return;
    if (!calls.has(id)) channels.delete(id);
  }
}

type WithoutBase<E> = E extends unknown ? Omit<E, 'call' | 'device' | 'at'> : never;

export function emit(step: Step, call: Call, event: WithoutBase<TrackedEvent>): void {
  step.events.push({ call: call.id, device: call.device, at: step.at, ...event });
}

export function change(step: Step, call: Call, patch: Partial<Call>): Call {
  const changed = { ...call, ...patch };
  step.calls.set(call.id, changed);
  return changed;
}

export function changeChannel(step: Step, id: string, patch: Partial<Channel>): void {
  const channel = step.channels.get(id);
  if (channel !== undefined) step.channels.set(id, { ...channel, ...patch });
}
