import type { Clock } from '../link/clock.ts';
import type { SipTiming } from './timing.ts';
import type { UserAgent } from './user-agent.ts';

export interface HeartbeatOptions {
  readonly agent: UserAgent;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: SipTiming;
  readonly onDead: () => void;
}

/** A link can die without a word (a cable, a NAT that forgot it): this many OPTIONS in a row unanswered, and it is dead. */
const missesToDie = 2;

/** Asks until stopped. Any answer counts, a refusal too: it shows that the PBX is there. The second try follows at once. */
export function startHeartbeat({ agent, clock, random, timing, onDead }: HeartbeatOptions): () => void {
  let stopped = false;
  let misses = 0;
  let cancel = schedule();

  function schedule(): () => void {
    return clock.after(timing.pingMs * (1 + random() / 3), ask);
  }

  function ask(): void {
    const { core, pbx, self } = agent;
    let answered = false;
    const answer = (): void => {
      if (stopped || answered) return;
      answered = true;
      misses = 0;
      cancel();
      cancel = schedule();
    };
    cancel = clock.after(timing.pongMs, () => {
      answered = true;
      misses += 1;
      if (misses >= missesToDie) onDead();
      else ask();
    });
    const message = core.makeOutgoingRequestMessage('OPTIONS', pbx, self, pbx, {});
    core.request(message, { onProgress: answer, onAccept: answer, onRedirect: answer, onReject: answer });
  }

  return () => {
    stopped = true;
    cancel();
  };
}
