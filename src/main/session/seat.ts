import type { Seat } from '../host/host.ts';
import type { Lease } from './lease.ts';
import type { SessionService } from './session-service.ts';

/** How one follows another at this desk. */
export function createSeat({
  session,
  lease,
  ...named
}: Pick<Seat, 'name' | 'id'> & {
  readonly session: SessionService;
  readonly lease: Pick<Lease, 'tick'>;
}): Seat {
  return {
    ...named,
    people: session.kept,
    leave: session.rest,
    take(userId) {
      // A desk that was away too long lets nobody in without the password; this is when it notices.
      lease.tick();
      const taken = session.resume(userId);
      void session.check();
      return taken;
    },
    askPassword: session.askPassword,
    onLeaving: session.onLeaving,
  };
}
