import type { Ref } from '../kernel/ref.ts';
import type { CallEvent } from './call-event.ts';
import { busiest, endOf, legAfter } from './call-leg.ts';
import type { CallLeg } from './call-leg.ts';
import { isSameFarEnd, nobodyKnown, partyOf, veiled } from './far-end.ts';
import type { FarEnd } from './far-end.ts';
import type { EventInput } from './live-call-input.ts';
import type { CallPhase, LiveCall } from './live-call.ts';
import type { Twin } from './twin.ts';

/** One call with what is needed to go on with it; each function below is a step from one to the next. */
export interface Entry {
  readonly call: LiveCall;
  readonly legs: readonly CallLeg[];
  readonly key: string | null;
  readonly isChosen: boolean;
  /** Anybody has told who is at the far end. */
  readonly isIntroduced: boolean;
}

const FIRST_PHASE: Partial<Record<CallEvent['type'], CallPhase>> = {
  'agent-phone-ringing': 'agent-phone',
  dialling: 'dialling',
  answered: 'talking',
};

function firstPhase({ event, isOwnDial }: EventInput): CallPhase {
  return FIRST_PHASE[event.type] ?? (isOwnDial === true ? 'agent-phone' : 'ringing');
}

export function begun(input: EventInput): Entry {
  const { event, id, party, unrung } = input;
  const phase = firstPhase(input);
  const ringing = event.type === 'ringing' ? event : undefined;
  const group = ringing?.group ?? unrung?.group;
  const queue = 'queue' in event ? event.queue : undefined;
  const call: LiveCall = {
    id,
    direction: phase === 'agent-phone' || phase === 'dialling' ? 'out' : 'in',
    phase,
    device: event.device,
    remote: {},
    ...(queue === undefined ? {} : { queue }),
    ...(ringing?.dialled === undefined ? {} : { dialled: ringing.dialled }),
    ...(ringing?.transferredBy === undefined ? {} : { transferredBy: ringing.transferredBy }),
    ...(input.canControl === true ? { canControl: true } : {}),
    ...(group === undefined ? {} : { group }),
    match: nobodyKnown.match,
    party: party ?? null,
    startedAt: unrung?.at ?? event.at,
    answeredAt: phase === 'talking' ? event.at : null,
    endedAt: null,
    ...(unrung ? { dismissed: true } : {}),
  };
  const isChosen = party !== undefined && party !== null;
  const legs = [{ call: event.call, device: event.device, door: input.door ?? 0, phase }];
  const entry = { call, legs, key: null, isChosen, isIntroduced: false };
  const { farEnd } = input;
  return farEnd
    ? withFarEnd(entry, farEnd, isChosen)
    : { ...withFarEnd(entry, nobodyKnown, isChosen), isIntroduced: false };
}

/** Another device of the agent rings for a call that is known. */
export function joined(entry: Entry, { event, farEnd, door = 0 }: EventInput): Entry {
  const leg: CallLeg = { call: event.call, device: event.device, door, phase: 'ringing' };
  return withBetterFarEnd(withLegs(entry, [...entry.legs, leg], event), farEnd);
}

/**
 * The same phone, heard through another door. The door that knows more speaks for the call from here on; the other one
 * is heard and not followed. Nothing is in the log of a call that still rings here, so it takes the id that lasts.
 */
export function mirrored({ entry, leg }: Twin<Entry>, input: EventInput): Entry {
  const { event, door = 0, farEnd } = input;
  const view: CallLeg = { call: event.call, device: event.device, door, phase: firstPhase(input) };
  if (door > leg.door) {
    const legs: readonly CallLeg[] = [...entry.legs, { ...view, isMirror: true }];
    return withBetterFarEnd({ ...entry, legs }, farEnd);
  }
  const fresh = begun(input).call;
  const isUnlogged = entry.call.phase === 'ringing' && entry.call.direction === 'in';
  const { id, direction, queue, dialled, transferredBy, group, canControl } = fresh;
  const call: LiveCall = {
    ...entry.call,
    ...(isUnlogged ? { id, direction, party: input.party ?? entry.call.party } : {}),
    ...(queue === undefined ? {} : { queue }),
    ...(dialled === undefined ? {} : { dialled }),
    ...(transferredBy === undefined ? {} : { transferredBy }),
    ...(group === undefined ? {} : { group }),
    ...(canControl === true ? { canControl } : {}),
  };
  const others = entry.legs.map((each): CallLeg => (each === leg ? { ...leg, isMirror: true } : each));
  const isChosen = entry.isChosen || (isUnlogged && (input.party ?? null) !== null);
  return withBetterFarEnd(withLegs({ ...entry, call, isChosen }, [...others, view], event), farEnd);
}

function withBetterFarEnd(entry: Entry, farEnd: FarEnd | undefined): Entry {
  if (!farEnd) return entry;
  // What one leg withholds no other may show; and a number is better than none.
  const isBetter = farEnd.remote.withheld || (!entry.call.remote.withheld && entry.key === null);
  return isBetter ? withFarEnd(entry, farEnd, entry.isChosen) : entry;
}

export function continued(entry: Entry, { event, farEnd }: EventInput): Entry {
  const leg = entry.legs.find(({ call }) => call === event.call);
  if (!leg || leg.phase === 'ended') return entry;
  if (event.type === 'sender-told') return withSender(entry, event.transferredBy);
  if (leg.isMirror) return withBetterFarEnd(withMirrorAfter(entry, leg, event), farEnd);
  const after = legAfter(leg, event);
  const legs = entry.legs.map((each) => (each === leg ? after : each));
  const next = after === leg ? entry : withLegs(entry, legs, event);
  if (!farEnd) return next;
  // Of a call met in the midst, who is there is told afterwards: whose it was before holds.
  const isSame = !entry.isIntroduced || isSameFarEnd(entry.key, farEnd.key);
  return withFarEnd(next, farEnd, entry.isChosen && isSame);
}

function withSender(entry: Entry, transferredBy: string): Entry {
  return entry.call.transferredBy === undefined
    ? { ...entry, call: { ...entry.call, transferredBy } }
    : entry;
}

function withMirrorAfter(entry: Entry, leg: CallLeg, event: CallEvent): Entry {
  const after = legAfter(leg, event);
  return after === leg ? entry : { ...entry, legs: entry.legs.map((each) => (each === leg ? after : each)) };
}

function withLegs(entry: Entry, legs: readonly CallLeg[], event: CallEvent): Entry {
  const { remoteHeld: _before, ...call } = entry.call;
  const { phase, device, remoteHeld } = busiest(legs) ?? entry.call;
  const end = phase === 'ended' ? endOf(legs) : undefined;
  const queue = event.type === 'answered' ? event.queue : undefined;
  return {
    ...entry,
    legs,
    call: {
      ...call,
      phase,
      // Of an ended call the device that talked is remembered.
      device: phase === 'ended' ? call.device : device,
      ...(remoteHeld && { remoteHeld }),
      ...(queue === undefined ? {} : { queue }),
      answeredAt: call.answeredAt ?? (event.type === 'answered' ? event.at : null),
      endedAt: phase === 'ended' ? event.at : null,
      ...(end === undefined ? {} : { end }),
    },
  };
}

export function withFarEnd(entry: Entry, shown: FarEnd, keepsChoice: boolean): Entry {
  const { remote, display, key, match } = veiled(shown);
  const { display: _old, ...call } = entry.call;
  return {
    ...entry,
    key,
    isChosen: keepsChoice,
    isIntroduced: true,
    call: {
      ...call,
      remote,
      ...(display === undefined ? {} : { display }),
      match,
      party: keepsChoice ? call.party : partyOf(match),
    },
  };
}

export function hinted(entry: Entry, party: Ref | null): Entry {
  const { hinted: _old, ...call } = entry.call;
  return { ...entry, call: party === null ? call : { ...call, hinted: party } };
}

export function unobserved(entry: Entry, at: number): Entry {
  const end = { reason: 'unobserved' as const };
  return {
    ...entry,
    legs: entry.legs.map((leg) => (leg.phase === 'ended' ? leg : { ...leg, phase: 'ended', end })),
    call: { ...entry.call, phase: 'ended', endedAt: at, end },
  };
}
