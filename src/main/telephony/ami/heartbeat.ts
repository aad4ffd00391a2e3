import type { LinkFault } from '../telephony-source.ts';
import { ping } from './actions.ts';
import type { AmiAction } from './actions.ts';
import type { Clock } from '../link/clock.ts';
import type { ActionResult } from './action-result.ts';
import type { AmiTiming } from './timing.ts';

export interface HeartbeatOptions {
  readonly request: (action: AmiAction) => Promise<ActionResult>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: AmiTiming;
  readonly onDead: (fault: LinkFault) => void;
}

/** A link can die without a word (a cable, a NAT that forgot it): this many pings in a row unanswered, and it is dead. */
const missesToDie = 2;

/** Pings until stopped. Any answer counts, a refusal too: it shows that the PBX is there. */
export function startHeartbeat({ request, clock, random, timing, onDead }: HeartbeatOptions): () => void {
  let stopped = false;
  let misses = 0;
  let cancel = schedule();

  function schedule(): () => void {
    return clock.after(timing.pingMs * (1 + random() / 3), () => void beat());
  }

  async function beat(): Promise<void> {
    const result = await request(ping);
    if (stopped) return;
    misses = !result.ok && result.code === 'timeout' ? misses + 1 : 0;
    if (misses >= missesToDie) onDead({ code: 'no-answer', detail: `${String(misses)} pings unanswered` });
    else cancel = schedule();
  }

  return () => {
    stopped = true;
    cancel();
  };
}
