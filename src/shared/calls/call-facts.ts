import type { LiveCall } from './live-call.ts';

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
