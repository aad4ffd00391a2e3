import type { CallEvent } from '#shared/calls/call-event.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { CallControl, ControlResult } from '../telephony/telephony-source.ts';

/** Which door each live leg came in through: only that one can act on it. */
export interface CallDoors {
  heard(event: CallEvent, door: CallControl): void;
  /** @throws AppError `control.<code>` when it was refused, `control.no-call` for a leg that is over */
  hangUp(leg: string | undefined): Promise<void>;
  /** @throws as `hangUp` */
  transfer(leg: string | undefined, target: string): Promise<void>;
}

export function createCallDoors(): CallDoors {
  const doors = new Map<string, CallControl>();

  const doorOf = (leg: string | undefined): { readonly leg: string; readonly door: CallControl } => {
    const door = leg === undefined ? undefined : doors.get(leg);
    if (leg === undefined || !door) throw new AppError('control.no-call', 'the call is over');
    return { leg, door };
  };

  return {
    heard(event, door) {
      if (event.type === 'ended') doors.delete(event.call);
      else doors.set(event.call, door);
    },
    async hangUp(wanted) {
      const { leg, door } = doorOf(wanted);
      mustBeDone(await door.hangUp(leg));
    },
    async transfer(wanted, target) {
      const { leg, door } = doorOf(wanted);
      mustBeDone(await door.transfer({ call: leg, target }), target);
    },
  };
}

function mustBeDone(result: ControlResult, target = ''): void {
  if (!result.ok) throw new AppError(`control.${result.code}`, result.detail, { target });
}
