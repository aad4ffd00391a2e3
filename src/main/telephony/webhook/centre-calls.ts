import type { CallEvent, EndReason } from '#shared/calls/call-event.ts';
import type { CentreCall } from '#shared/calls/centre-call.ts';

/**
 * The centre always tells all of the user's calls; what happened lies in the difference to the list before.
 *
 *     not there ─▶ ringing | dialling ─▶ talking ─▶ over ─▶ not there
 *
 * A call that is live here and no longer listed has ended out of sight.
 */
export interface CentreCalls {
  readonly calls: ReadonlyMap<string, Known>;
  /** A list was heard since the start: a call first seen when it is over has come and gone in between. */
  readonly hasList: boolean;
}

interface Known {
  readonly device: string;
  readonly phase: 'ringing' | 'dialling' | 'talking' | 'over';
}

export interface CentreCallsStep {
  readonly state: CentreCalls;
  readonly events: readonly CallEvent[];
}

export const noCentreCalls: CentreCalls = { calls: new Map(), hasList: false };

/** `at`: ms since the epoch, by the desk's clock. */
export function stepCentreCalls(
  state: CentreCalls,
  list: readonly CentreCall[],
  at: number,
): CentreCallsStep {
  const calls = new Map<string, Known>();
  const events: CallEvent[] = [];
  for (const call of list) {
    if (calls.has(call.id)) continue;
    const before = state.calls.get(call.id);
    const { device } = before ?? { device: `Webhook/${call.line}` };
    const id = { call: call.id, device, at };
    if (before) events.push(...continued(before, call, id));
    else if (call.phase !== 'ended' || state.hasList) events.push(...begun(call, id, state.hasList));
    calls.set(call.id, { device, phase: phaseAfter(before, call) });
  }
  for (const [call, { device, phase }] of state.calls) {
    if (phase !== 'over' && !calls.has(call))
      events.push({ type: 'ended', call, device, at, reason: 'unobserved' });
  }
  return { state: { calls, hasList: true }, events };
}

interface Id {
  readonly call: string;
  readonly device: string;
  readonly at: number;
}

/** `sawBefore`: the call is younger than the list before, so its beginning is told along; else it is met in the midst. */
function begun(call: CentreCall, id: Id, sawBefore: boolean): readonly CallEvent[] {
  const { direction, phase, number, withheld, dialled } = call;
  const answered: readonly CallEvent[] = phase === 'answered' ? [{ ...id, type: 'answered' }] : [];
  if (direction === 'out')
    return [{ ...id, type: 'dialling', to: number ?? '' }, ...answered, ...ends(call, id)];
  const from = withheld || number === null ? { withheld: true } : { number };
  if (phase === 'answered' && !sawBefore) return [...answered, { ...id, type: 'remote-changed', from }];
  // One call of the PBX for everybody it rings: missed by three, it is missed once.
  const group = call.id;
  const ringing: CallEvent = {
    ...id,
    type: 'ringing',
    from,
    group,
    ...(dialled === null ? {} : { dialled }),
  };
  return [ringing, ...answered, ...ends(call, id)];
}

function continued(before: Known, call: CentreCall, id: Id): readonly CallEvent[] {
  if (before.phase === 'over') return [];
  if (call.phase === 'ended') return ends(call, id, before);
  return call.phase === 'answered' && before.phase !== 'talking' ? [{ ...id, type: 'answered' }] : [];
}

function ends({ phase, end, takenBy }: CentreCall, id: Id, before?: Known): readonly CallEvent[] {
  if (phase !== 'ended') return [];
  return [
    { ...id, type: 'ended', reason: reasonOf(end, before), ...(takenBy === null ? {} : { by: takenBy }) },
  ];
}

/** Somebody else has a call now that this agent was talking in: it was handed on. */
function reasonOf(end: CentreCall['end'], before: Known | undefined): EndReason {
  if (end === 'answered-elsewhere' && before?.phase === 'talking') return 'transferred';
  return end ?? 'completed';
}

function phaseAfter(before: Known | undefined, { direction, phase }: CentreCall): Known['phase'] {
  if (phase === 'ended' || before?.phase === 'over') return 'over';
  if (phase === 'answered' || before?.phase === 'talking') return 'talking';
  return direction === 'in' ? 'ringing' : 'dialling';
}
