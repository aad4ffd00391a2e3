import type { LiveCall } from './live-call.ts';

/**
 * The call as everybody at this desk may see it while nobody is signed in: that it rings, and the number the telephone
 * shows anyway. Nothing of who it is: no customer, no colleague, no rule of the house, no name the PBX sent.
 */
export function namelessCall(call: LiveCall): LiveCall {
  const { name: _name, ...remote } = call.remote;
  const { end, ...rest } = call;
  const rule = call.match.rule === 'withheld' || call.match.rule === 'ignored' ? call.match.rule : 'unknown';
  return {
    ...rest,
    remote,
    match: { rule, candidates: [] },
    party: null,
    ...(end && { end: { reason: end.reason } }),
  };
}
