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

const SHOWN_DIGITS = 3;

/** The same where people stand who are none of the house: of the number only its end. An extension is nobody's secret. */
export function veiledCall(call: LiveCall): LiveCall {
  const { number, ...remote } = call.remote;
  const { display: shown, ...rest } = call;
  const digits = (shown ?? number ?? '').replaceAll(/\D/g, '');
  const isExtension = digits.length <= SHOWN_DIGITS + 1;
  const display = isExtension ? digits : `… ${digits.slice(-SHOWN_DIGITS)}`;
  return { ...rest, remote, ...(digits !== '' && { display }) };
}
