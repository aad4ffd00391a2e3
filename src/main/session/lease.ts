import { z } from 'zod';
import type { Clock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { LocalSettings } from '../settings/local-settings.ts';
import { advanceLease, daysLeft, freshLease, isOver, WARN_DAYS } from './lease-state.ts';
import type { LeaseState } from './lease-state.ts';
import type { SessionService } from './session-service.ts';

const STORED = 'lease';
const TICK_MS = 60_000;
/** A desk that starts with its lease over gets this long to find its centre. */
const LAST_CHANCE_MS = 5_000;

const storedLease = z.object({ used: z.number().nonnegative(), wall: z.number() });

export interface LeaseDeps {
  readonly local: LocalSettings;
  readonly clock: Clock;
  /** ms of a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly session: Pick<SessionService, 'stored' | 'leaseDays' | 'check' | 'lock' | 'onContact'>;
  /** Whether the sync is in touch with the centre right now. */
  readonly isOnline: () => boolean;
}

export interface Lease extends Service {
  /** Days left, once there are few of them. */
  warning(): number | undefined;
  onWarning(listener: () => void): Unsubscribe;
  /** Looks at the clocks now. */
  tick(): void;
}

/** Locks the replica of a desk that its centre has not seen for too long (docs/security.md). */
export function createLease({ local, clock, monotonic, session, isOnline }: LeaseDeps): Lease {
  const warnings = new Emitter<void>();
  let timer: NodeJS.Timeout | undefined;
  let lease = read();
  let lookedAt = monotonic();
  let told: number | undefined;
  let unsubscribe: Unsubscribe = () => {};

  function read(): LeaseState {
    const parsed = storedLease.safeParse(local.get(STORED));
    return parsed.success ? parsed.data : freshLease(clock.now());
  }

  function keep(next: LeaseState): void {
    lease = next;
    local.set(STORED, next);
    const now = warning();
    if (now === told) return;
    told = now;
    warnings.emit();
  }

  function warning(): number | undefined {
    if (!session.stored()) return undefined;
    const left = daysLeft(lease, session.leaseDays());
    return left <= WARN_DAYS ? Math.max(0, left) : undefined;
  }

  const renew = (): void => keep(freshLease(clock.now()));

  function advance(): void {
    const at = monotonic();
    keep(advanceLease(lease, { wall: clock.now(), running: at - lookedAt }));
    lookedAt = at;
  }

  function tick(): void {
    if (!session.stored()) return;
    if (isOnline()) return renew();
    advance();
    if (isOver(lease, session.leaseDays())) session.lock('lease');
  }

  return {
    async start() {
      unsubscribe = session.onContact(renew);
      if (session.stored()) {
        advance();
        if (isOver(lease, session.leaseDays())) await session.check(AbortSignal.timeout(LAST_CHANCE_MS));
        tick();
      }
      timer = setInterval(tick, TICK_MS);
    },
    stop() {
      clearInterval(timer);
      unsubscribe();
    },
    warning,
    onWarning: (listener) => warnings.on(listener),
    tick,
  };
}
