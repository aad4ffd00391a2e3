import type { Service } from '#shared/kernel/service.ts';
import type { SessionService } from './session-service.ts';

const EVERY_MS = 5 * 60_000;

/** Asks the centre now and then about the people who share the desk and are not here: whoever was shut out stays out. */
export function createKeptRound(session: Pick<SessionService, 'checkKept'>): Service {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let asking = Promise.resolve();
  return {
    start() {
      timer = setInterval(() => {
        asking = session.checkKept(abort.signal);
      }, EVERY_MS);
    },
    async stop() {
      clearInterval(timer);
      abort.abort();
      await asking;
    },
  };
}
