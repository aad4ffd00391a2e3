import type { EndReason } from '#shared/calls/call-event.ts';

import type { Call, Colleague } from './call.ts';
import type { Channel } from './channel.ts';
import { channelState } from './channel.ts';
import { customerOf, winnerOver } from './legs.ts';
import type { Channels } from './legs.ts';

export interface Ending {
  readonly reason: EndReason;
  /** Who has the caller now. */
  readonly by?: Colleague;
}

/** ISDN causes that say something the dialling does not. */
const cause = { userBusy: 17, rejected: 21, answeredElsewhere: 26 } as const;

/** Why a call ended. The order is what makes it right: the cause alone lies. */
export function endingOf(call: Call, leg: Channel, hangupCause: number, channels: Channels): Ending {
  if (call.transferred) return { reason: 'transferred' };
  if (call.phase === 'answered') return { reason: 'completed' };
  if (call.direction !== 'in') return { reason: reachedTheDialPlanOnly(call, leg) ? 'completed' : 'failed' };
  if (call.pickedUpBy !== undefined) return { reason: 'picked-up', by: call.pickedUpBy };

  const winner = winnerOver(channels, leg, call.since);
  if (hangupCause === cause.answeredElsewhere) return answeredBy(winner);
  if (call.forwardedTo !== undefined)
    return { reason: 'forwarded', by: { number: call.forwardedTo, name: '' } };
  if (hangupCause === cause.userBusy) return { reason: 'busy' };
  if (hangupCause === cause.rejected) return { reason: 'rejected' };
  if (call.rangOut) return { reason: 'missed-no-answer' };

  switch (call.dialStatus) {
    case 'CANCEL':
      return winner === undefined ? { reason: 'missed-caller' } : answeredBy(winner);
    case 'NOANSWER':
      return { reason: 'missed-no-answer' };
    case 'BUSY':
      return { reason: 'busy' };
    case 'CHANUNAVAIL':
    case 'CONGESTION':
      return { reason: 'failed' };
    default:
      return undialled(call, leg, channels);
  }
}

/** The agent called a service of the PBX (voice mail, echo): it answers and nobody else is rung. */
function reachedTheDialPlanOnly(call: Call, leg: Channel): boolean {
  return call.direction === 'out' && call.phase === 'new' && leg.state === channelState.up;
}

function answeredBy(winner: Channel | undefined): Ending {
  if (winner === undefined || winner.callerNumber === '') return { reason: 'answered-elsewhere' };
  return { reason: 'answered-elsewhere', by: { number: winner.callerNumber, name: winner.callerName } };
}

/** The DialEnd never came (lost, or the leg was up): what is left to go by. */
function undialled(call: Call, leg: Channel, channels: Channels): Ending {
  if (leg.state === channelState.up) return { reason: 'completed' };
  if (call.phase === 'new') return { reason: 'missed-caller' };
  const customer = customerOf(channels, leg);
  return {
    reason: customer === undefined || customer.leaving === true ? 'missed-caller' : 'missed-no-answer',
  };
}
