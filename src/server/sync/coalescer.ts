import type { TenantChange } from './change-notifier.ts';

export interface Coalescer {
  add(change: TenantChange): void;
  /** Drops what waits. */
  stop(): void;
}

/**
 * Hands on the first change at once and what comes within `intervalMs` after it together, newest version a tenant:
 * at most one batch an interval.
 */
export function createCoalescer(
  intervalMs: number,
  send: (batch: readonly TenantChange[]) => void,
): Coalescer {
  const waiting = new Map<string, number>();
  let pause: NodeJS.Timeout | undefined;

  function flush(): void {
    pause = undefined;
    if (waiting.size === 0) return;
    const batch = [...waiting].map(([tenantId, ver]) => ({ tenantId, ver }));
    waiting.clear();
    pause = setTimeout(flush, intervalMs);
    send(batch);
  }

  return {
    add({ tenantId, ver }) {
      waiting.set(tenantId, Math.max(ver, waiting.get(tenantId) ?? 0));
      if (!pause) flush();
    },
    stop() {
      clearTimeout(pause);
      waiting.clear();
    },
  };
}
