import { begun, continued, hinted, joined, mirrored, unobserved, withFarEnd } from './call-entry.ts';
import type { Entry } from './call-entry.ts';
import type { CallEvent } from './call-event.ts';
import { busiest } from './call-leg.ts';
import type { EventInput, LiveCallInput } from './live-call-input.ts';
import type { LiveCall } from './live-call.ts';
import { twinOf } from './twin.ts';

/**
 * The calls of one desk, folded from what the telephony sources say, what the lookup found and what the agent did.
 *
 * Invariants: several devices of the agent that ring for the same caller are one call · an ended call never comes
 * back · nothing of a withheld caller is kept · what the agent chose stays while the far end stays · bounded.
 */
export interface LiveCalls {
  readonly entries: readonly Entry[];
}

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

function endedAt({ call }: Entry): number {
  return call.endedAt ?? 0;
}

function isGone(call: LiveCall): boolean {
  return call.phase === 'ended' && call.dismissed === true;
}
