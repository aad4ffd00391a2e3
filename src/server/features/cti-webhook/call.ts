import type { CentreCall, CentreCallEnd } from '#shared/calls/centre-call.ts';
import type { Hook } from './hook.ts';

/** A call as the PBX told it so far. */
export interface CtiCall {
  readonly key: string;
  readonly direction: 'in' | 'out';
  readonly phase: 'ringing' | 'answered' | 'ended';
  readonly number: string | null;
  readonly withheld: boolean;
  readonly dialled: string | null;
  /** Everybody it rings or rang: user id → the line they were named by. */
  readonly members: Readonly<Record<string, string>>;
  /** User ids of who answered; empty: somebody who is none of ours; null: nobody did. */
  readonly takers: readonly string[] | null;
  /** The name of who answered, where it is known. */
  readonly takenBy: string | null;
  readonly end: CentreCallEnd | null;
}

type Members = CtiCall['members'];

export interface CallStep {
  readonly key: string;
  readonly hook: Hook;
  readonly named: Members;
  /** The name of the first of them. */
  readonly by: string | null;
}

/** A PBX that rings more people than this at once is out of its mind. */
const MOST_MEMBERS = 500;

/**
 * ringing ─▶ answered ─▶ ended, never back. Posts overtake each other, come twice, or are played again by somebody
 * who listened: what is behind the phase a call has reached only adds what was not known.
 *
 * `named`: who of ours the post names.
 */
export function stepCall(call: CtiCall | undefined, { key, hook, named, by }: CallStep): CtiCall {
  const before = call ?? begun(key, hook);
  if (before.phase === 'ended') return before;
  switch (hook.event) {
    case 'newCall':
      return joined(before, hook, named);
    case 'answer':
      return answered(joined(before, hook, named), { hook, named, by });
    case 'hangup':
      // Whom it names now was not rung by it.
      return { ...before, phase: 'ended', end: endOf(before, hook) };
  }
}

function begun(key: string, { direction, number, withheld, ownNumber }: Hook): CtiCall {
  return {
    key,
    direction,
    phase: 'ringing',
    number: number ?? null,
    withheld,
    dialled: direction === 'in' ? (ownNumber ?? null) : null,
    members: {},
    takers: null,
    takenBy: null,
    end: null,
  };
}

function joined(call: CtiCall, { number }: Hook, named: Members): CtiCall {
  const members = Object.fromEntries(Object.entries({ ...named, ...call.members }).slice(0, MOST_MEMBERS));
  // Only what was never said to be withheld may still be filled in.
  const known = call.withheld ? null : (call.number ?? number ?? null);
  return { ...call, members, number: known };
}

function answered(call: CtiCall, { hook, named, by }: Omit<CallStep, 'key'>): CtiCall {
  const ours = Object.keys(named).filter((userId) => Object.hasOwn(call.members, userId));
  // A PBX that does not say who it was: everybody it rang keeps the sheet.
  const takers = hook.named.length === 0 ? (call.takers ?? Object.keys(call.members)) : ours;
  return { ...call, phase: 'answered', takers, takenBy: by ?? hook.name ?? null };
}

function endOf({ direction, takers }: CtiCall, { end }: Hook): CentreCallEnd {
  if (takers) return 'completed';
  if (end !== 'completed') return direction === 'out' && end.startsWith('missed') ? 'failed' : end;
  return direction === 'in' ? 'missed-caller' : 'failed';
}

/** What one user sees of it; undefined: nothing. */
export function viewOf(call: CtiCall, userId: string): CentreCall | undefined {
  const { key: id, direction, number, withheld, dialled, takers, takenBy } = call;
  const line = Object.hasOwn(call.members, userId) ? call.members[userId] : undefined;
  if (line === undefined) return undefined;
  const isElsewhere = takers !== null && !takers.includes(userId);
  return {
    id,
    direction,
    phase: isElsewhere ? 'ended' : call.phase,
    line,
    number,
    withheld,
    dialled,
    end: isElsewhere ? 'answered-elsewhere' : call.end,
    takenBy: isElsewhere ? takenBy : null,
  };
}
