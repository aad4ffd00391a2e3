import type { CallerMatch, LiveCall } from './live-call.ts';

/** The call is this agent's to log and to wrap up: answered here, or dialled here. */
export function isOwnCall(call: LiveCall): boolean {
  return (
    call.answeredAt !== null ||
    (call.direction === 'out' && (call.phase === 'dialling' || call.phase === 'talking'))
  );
}

export function isMissed(call: LiveCall): boolean {
  return call.end?.reason === 'missed-caller' || call.end?.reason === 'missed-no-answer';
}

/** A number rule of the house hit: it is no customer's call, and is not to be made one. */
export function isByRule({ rule }: CallerMatch): boolean {
  return rule === 'ignored' || rule === 'rejected' || rule === 'internal-rule';
}

/** Rings past this desk's screen; the log has it all the same. */
export function isIgnored({ match, direction }: Pick<LiveCall, 'match' | 'direction'>): boolean {
  return direction === 'in' && match.rule === 'ignored';
}
