import type { CallEvent, EndReason } from './call-event.ts';
import type { CallPhase, LiveCall } from './live-call.ts';

/** One device of the agent that rings or talks in a call. */
export interface CallLeg {
  /** The source's id of it. */
  readonly call: string;
  readonly device: string;
  /** Which door it came in through, the one that knows most first. */
  readonly door: number;
  /** Another door's view of a leg that is here already: heard, and nothing made of it. */
  readonly isMirror?: true;
  readonly phase: CallPhase;
  /** The far end holds. */
  readonly remoteHeld?: true;
  /** Where the far end was sent on to. */
  readonly sentTo?: string;
  readonly end?: NonNullable<LiveCall['end']>;
}

/** The phase of the whole call is that of its busiest leg. */
const BUSIEST: readonly CallPhase[] = ['talking', 'held', 'dialling', 'agent-phone', 'ringing', 'ended'];

/** Where the legs ended differently, the first of these is what became of the caller. */
const TELLING: readonly EndReason[] = [
  'completed',
  'transferred',
  'picked-up',
  'answered-elsewhere',
  'forwarded',
  'rejected',
  'missed-caller',
  'missed-no-answer',
  'busy',
  'failed',
  'unobserved',
];

/**
 *     ringing ──▶ talking ⇄ held
 *     agent-phone ──▶ dialling ──▶ talking ⇄ held
 *     any ──▶ ended, for good
 *
 * Beside it, while it is up, the far end may hold.
 */
export function legAfter(leg: CallLeg, event: CallEvent): CallLeg {
  if (leg.phase === 'ended') return leg;
  switch (event.type) {
    case 'answered':
      return isUp(leg) ? leg : { ...leg, phase: 'talking' };
    case 'dialling':
      return leg.phase === 'agent-phone' ? { ...leg, phase: 'dialling' } : leg;
    case 'held':
      return leg.phase === 'talking' ? { ...leg, phase: 'held' } : leg;
    case 'resumed':
      return leg.phase === 'held' ? { ...leg, phase: 'talking' } : leg;
    case 'remote-held':
      return isUp(leg) && !leg.remoteHeld ? { ...leg, remoteHeld: true } : leg;
    case 'remote-resumed':
    case 'remote-changed':
      return leg.remoteHeld ? withoutRemoteHold(leg) : leg;
    case 'transferred':
      return event.to === undefined ? leg : { ...leg, sentTo: event.to };
    case 'ended': {
      const to = event.to ?? leg.sentTo;
      const end = {
        reason: event.reason,
        ...(to === undefined ? {} : { to }),
        ...(event.by === undefined ? {} : { by: event.by }),
      };
      return { ...withoutRemoteHold(leg), phase: 'ended', end };
    }
    case 'ringing':
    case 'agent-phone-ringing':
    case 'remote-ringing':
    case 'sender-told':
      return leg;
  }
}

export function busiest(legs: readonly CallLeg[]): CallLeg | undefined {
  const own = legs.filter(({ isMirror }) => isMirror !== true);
  return BUSIEST.map((phase) => own.find((leg) => leg.phase === phase)).find((leg) => leg !== undefined);
}

export function endOf(legs: readonly CallLeg[]): LiveCall['end'] | undefined {
  const own = legs.filter(({ isMirror }) => isMirror !== true);
  return TELLING.map((reason) => own.find(({ end }) => end?.reason === reason)?.end).find(
    (end) => end !== undefined,
  );
}

function withoutRemoteHold({ remoteHeld: _over, ...leg }: CallLeg): CallLeg {
  return leg;
}

function isUp({ phase }: CallLeg): boolean {
  return phase === 'talking' || phase === 'held';
}
