import type { CallEvent, EndReason } from './call-event.ts';
import type { CallPhase, LiveCall } from './live-call.ts';

/** One device of the agent that rings or talks in a call. */
export interface CallLeg {
  /** The source's id of it. */
  readonly call: string;
  readonly device: string;
  readonly phase: CallPhase;
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
    case 'transferred':
      return event.to === undefined ? leg : { ...leg, sentTo: event.to };
    case 'ended': {
      const to = event.to ?? leg.sentTo;
      const end = {
        reason: event.reason,
        ...(to === undefined ? {} : { to }),
        ...(event.by === undefined ? {} : { by: event.by }),
      };
      return { ...leg, phase: 'ended', end };
    }
    case 'ringing':
    case 'agent-phone-ringing':
    case 'remote-ringing':
    case 'remote-changed':
      return leg;
  }
}

export function busiest(legs: readonly CallLeg[]): CallLeg | undefined {
  return BUSIEST.map((phase) => legs.find((leg) => leg.phase === phase)).find((leg) => leg !== undefined);
}

export function endOf(legs: readonly CallLeg[]): LiveCall['end'] | undefined {
  return TELLING.map((reason) => legs.find(({ end }) => end?.reason === reason)?.end).find(
    (end) => end !== undefined,
  );
}

function isUp({ phase }: CallLeg): boolean {
  return phase === 'talking' || phase === 'held';
}
