import { isMissed, isOwnCall } from '#shared/calls/call-facts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import {
  interactionDescribe,
  interactionEndCall,
  interactionLogCall,
} from '#shared/features/interactions/commands.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { isLogged } from './queries.ts';

/** What the log has to do about a change of a call; undefined: nothing. Pure, so that its table is its test. */
export type LogStep = 'open' | 'close' | 'log-missed' | 'attribute';

/**
 * A call enters the log when it is the agent's: answered here, dialled here, or missed here. Whatever a colleague
 * took is on the colleague's desk.
 */
export function logStep(call: LiveCall, before: LiveCall | undefined): LogStep | undefined {
  const logged = before !== undefined && isOwnCall(before);
  if (call.phase === 'ended' && before?.phase !== 'ended') {
    if (logged) return 'close';
    return isOwnCall(call) || isMissed(call) ? 'log-missed' : undefined;
  }
  if (!logged && isOwnCall(call)) return 'open';
  // Also one that is over: missed, or dialled and not answered. Whether it was logged here, the log knows.
  if ((logged || call.phase === 'ended') && call.party?.id !== before?.party?.id) return 'attribute';
  return undefined;
}

/** Writes the calls of this desk down as interactions, under the call's own id. */
export function createCallLog(host: Host): Service {
  let unsubscribe = (): void => {};
  return {
    start() {
      unsubscribe = host.calls.onCall((call, before) => {
        const step = host.currentSession() ? logStep(call, before) : undefined;
        if (!step) return;
        try {
          write(host, step, call);
        } catch (error) {
          host.log.error('a call could not be logged', { call: call.id, step, error: messageOf(error) });
        }
      });
    },
    stop() {
      unsubscribe();
    },
  };
}

function write(host: Host, step: LogStep, call: LiveCall): void {
  const partyId = call.party?.type === 'party' ? call.party.id : null;
  switch (step) {
    case 'open':
    case 'log-missed':
      host.run(interactionLogCall, {
        id: call.id,
        direction: call.direction,
        partyId,
        occurredAt: call.startedAt,
        answeredAt: call.answeredAt,
        endedAt: call.endedAt,
        endReason: call.end?.reason ?? null,
        number: call.match.digits ?? call.remote.number ?? null,
        queue: call.queue ?? null,
        callKey: call.group ?? null,
      });
      return;
    case 'close':
      if (call.endedAt === null || !call.end) return;
      host.run(interactionEndCall, {
        id: call.id,
        answeredAt: call.answeredAt,
        endedAt: call.endedAt,
        endReason: call.end.reason,
      });
      return;
    case 'attribute':
      // A call missed by the whole ring group is in the log once, under the id of the desk that was first.
      if (isLogged(host.db, call)) host.run(interactionDescribe, { id: call.id, partyId });
  }
}
