import type { Ref } from '../kernel/ref.ts';
import type { CallEvent } from './call-event.ts';
import { busiest, endOf, legAfter } from './call-leg.ts';
import type { CallLeg } from './call-leg.ts';
import { isSameFarEnd, nobodyKnown, partyOf, veiled } from './far-end.ts';
import type { FarEnd } from './far-end.ts';
import type { CallPhase, LiveCall } from './live-call.ts';
import { twinOf } from './twin.ts';
import type { Twin } from './twin.ts';

/**
 * The calls of one desk, folded from what the telephony sources say, what the lookup found and what the agent did.
 *
 * Invariants: several devices of the agent that ring for the same caller are one call · an ended call never comes
 * back · nothing of a withheld caller is kept · what the agent chose stays while the far end stays · bounded.
 */
export interface LiveCalls {
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly call: LiveCall;
  readonly legs: readonly CallLeg[];
  readonly key: string | null;
  readonly isChosen: boolean;
  /** Anybody has told who is at the far end. */
  readonly isIntroduced: boolean;
}

/** `at`: ms since the epoch, by the desk's clock. */
export type LiveCallInput = { readonly at: number } & (
  | {
      readonly type: 'event';
      readonly event: CallEvent;
      /** The desk's id, should a call begin with this event. */
      readonly id: string;
      /** The door it came in through: the one that knows most is 0. */
      readonly door?: number;
      /** For events that tell of a far end. */
      readonly farEnd?: FarEnd;
      /** Should a call begin with it: whom the agent meant to reach, or whose it was before the desk was restarted. */
      readonly party?: Ref | null;
      /** The call was on its way and never rang here: it is over, for the log and not for the screen. */
      readonly unrung?: { readonly at: number; readonly group?: string };
      /** The event is the first that is heard of a click-to-dial. */
      readonly isOwnDial?: boolean;
      /** The door of a call that begins lets the desk act on it. */
      readonly canControl?: boolean;
    }
  /** The replica has changed: the same far end, looked up again. */
  | { readonly type: 'matched'; readonly id: string; readonly farEnd: FarEnd }
  | { readonly type: 'chosen'; readonly id: string; readonly party: Ref }
  /** Whose call somebody says it is; null takes it back. */
  | { readonly type: 'hinted'; readonly id: string; readonly party: Ref | null }
  | { readonly type: 'dismissed'; readonly id: string }
);

export type EventInput = Extract<LiveCallInput, { type: 'event' }>;

export const noLiveCalls: LiveCalls = { entries: [] };

export const MOST_ENDED = 20;
/** Far above what an agent's devices can hold: a source that forgets to end its calls must not fill the desk. */
export const MOST_LIVE = 40;
export const ENDED_FOR_MS = 10 * 60_000;

/** What the desk shows, in the order the calls began. */
export function liveCalls({ entries }: LiveCalls): readonly LiveCall[] {
  return entries.map(({ call }) => call).filter((call) => !isGone(call));
}

/** The call a source's id of a leg belongs to. */
export function liveCallOf({ entries }: LiveCalls, leg: string): LiveCall | undefined {
  return entries.find(({ legs }) => legs.some(({ call }) => call === leg))?.call;
}

/** The leg to act on for a call: the one that talks, else the one that is furthest on. */
export function legToControl({ entries }: LiveCalls, id: string): string | undefined {
  const entry = entries.find(({ call }) => call.id === id && call.phase !== 'ended');
  return entry && busiest(entry.legs)?.call;
}

export function reduceLiveCalls(state: LiveCalls, input: LiveCallInput): LiveCalls {
  const current = pruned(state, input.at);
  const { entries } = current;
  switch (input.type) {
    case 'event':
      return afterEvent(current, input);
    case 'matched':
      return withEntry(entries, input.id, (entry) => withFarEnd(entry, input.farEnd, entry.isChosen));
    case 'chosen':
      return withEntry(entries, input.id, (entry) => ({
        ...entry,
        isChosen: true,
        call: { ...entry.call, party: input.party },
      }));
    case 'hinted':
      return withEntry(entries, input.id, (entry) => hinted(entry, input.party));
    case 'dismissed':
      return withEntry(entries, input.id, (entry) => ({
        ...entry,
        call: { ...entry.call, dismissed: true },
      }));
  }
}

function hinted(entry: Entry, party: Ref | null): Entry {
  const { hinted: _old, ...call } = entry.call;
  return { ...entry, call: party === null ? call : { ...call, hinted: party } };
}

function withEntry(entries: readonly Entry[], id: string, change: (entry: Entry) => Entry): LiveCalls {
  return { entries: entries.map((entry) => (entry.call.id === id ? change(entry) : entry)) };
}

function afterEvent(state: LiveCalls, input: EventInput): LiveCalls {
  const { entries } = state;
  const { event } = input;
  const known = entries.find(({ legs }) => legs.some((leg) => leg.call === event.call));
  if (known) return replaced(state, known, continued(known, input));
  if (event.type === 'ended' && (input.isOwnDial === true || input.unrung !== undefined))
    return { entries: [...entries, continued(begun(input), input)] };
  const twin = twinOf(entries, input);
  if (twin) return replaced(state, twin.entry, mirrored(twin, input));
  if (event.type !== 'ringing') return beginsCall(event) ? { entries: [...entries, begun(input)] } : state;
  const { group } = event;
  if (group === undefined) return { entries: [...entries, begun(input)] };
  const same = entries.find(
    ({ call }) => call.group === group && call.direction === 'in' && call.phase !== 'ended',
  );
  if (same) return replaced(state, same, joined(same, input));
  // A queue rings again for the same caller: the missed attempt makes room for this one.
  const isSuperseded = ({ call }: Entry): boolean =>
    call.group === group && call.phase === 'ended' && call.answeredAt === null;
  return { entries: [...entries.filter((entry) => !isSuperseded(entry)), begun(input)] };
}

function replaced(state: LiveCalls, old: Entry, entry: Entry): LiveCalls {
  if (entry === old) return state;
  return { entries: state.entries.map((each) => (each === old ? entry : each)) };
}

/** A call may be met in the midst: fetched from a colleague's phone, or up when the link to the PBX came back. */
function beginsCall({ type }: CallEvent): boolean {
  return type === 'agent-phone-ringing' || type === 'dialling' || type === 'answered';
}

const FIRST_PHASE: Partial<Record<CallEvent['type'], CallPhase>> = {
  'agent-phone-ringing': 'agent-phone',
  dialling: 'dialling',
  answered: 'talking',
};

function firstPhase({ event, isOwnDial }: EventInput): CallPhase {
  return FIRST_PHASE[event.type] ?? (isOwnDial === true ? 'agent-phone' : 'ringing');
}

function begun(input: EventInput): Entry {
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
function joined(entry: Entry, { event, farEnd, door = 0 }: EventInput): Entry {
  const leg: CallLeg = { call: event.call, device: event.device, door, phase: 'ringing' };
  return withBetterFarEnd(withLegs(entry, [...entry.legs, leg], event), farEnd);
}

/**
 * The same phone, heard through another door. The door that knows more speaks for the call from here on; the other one
 * is heard and not followed. Nothing is in the log of a call that still rings here, so it takes the id that lasts.
 */
function mirrored({ entry, leg }: Twin<Entry>, input: EventInput): Entry {
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

function continued(entry: Entry, { event, farEnd }: EventInput): Entry {
  const leg = entry.legs.find(({ call }) => call === event.call);
  if (!leg || leg.phase === 'ended') return entry;
  if (leg.isMirror) return withBetterFarEnd(withMirrorAfter(entry, leg, event), farEnd);
  const after = legAfter(leg, event);
  const legs = entry.legs.map((each) => (each === leg ? after : each));
  const next = after === leg ? entry : withLegs(entry, legs, event);
  if (!farEnd) return next;
  // Of a call met in the midst, who is there is told afterwards: whose it was before holds.
  const isSame = !entry.isIntroduced || isSameFarEnd(entry.key, farEnd.key);
  return withFarEnd(next, farEnd, entry.isChosen && isSame);
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

function withFarEnd(entry: Entry, shown: FarEnd, keepsChoice: boolean): Entry {
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

/** Runs before an input is applied, so that the end of a call is always to be seen once before the call goes. */
function pruned(state: LiveCalls, at: number): LiveCalls {
  const kept = state.entries.filter(({ call }) => !isGone(call) && at - (call.endedAt ?? at) <= ENDED_FOR_MS);
  const ended = kept.filter(({ call }) => call.phase === 'ended').toSorted((a, b) => endedAt(a) - endedAt(b));
  const tooMany = new Set(ended.slice(0, Math.max(0, ended.length - MOST_ENDED)));
  const live = kept.filter(({ call }) => call.phase !== 'ended');
  const forgotten = new Set(live.slice(0, Math.max(0, live.length - MOST_LIVE)));
  if (kept.length === state.entries.length && tooMany.size + forgotten.size === 0) return state;
  return {
    entries: kept
      .filter((entry) => !tooMany.has(entry))
      .map((entry) => (forgotten.has(entry) ? unobserved(entry, at) : entry)),
  };
}

function unobserved(entry: Entry, at: number): Entry {
  const end = { reason: 'unobserved' as const };
  return {
    ...entry,
    legs: entry.legs.map((leg) => (leg.phase === 'ended' ? leg : { ...leg, phase: 'ended', end })),
    call: { ...entry.call, phase: 'ended', endedAt: at, end },
  };
}

function endedAt({ call }: Entry): number {
  return call.endedAt ?? 0;
}

function isGone(call: LiveCall): boolean {
  return call.phase === 'ended' && call.dismissed === true;
}
