import { Emitter } from '#shared/kernel/emitter.ts';
import type { Listener, Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';

export interface TenantChange {
  readonly tenantId: string;
  /** The tenant's newest version, as far as this message knows. */
  readonly ver: number;
}

/**
 * Tells all nodes that a tenant has something newer. A message may be lost or come twice: it only shortens the wait
 * for the next poll. Adapters pass test/integration/centre/change-notifier.test.ts.
 */
export interface ChangeNotifier extends Service {
  /** After the commit. Never fails, never waits. */
  publish(change: TenantChange): void;
  subscribe(listener: Listener<TenantChange>): Unsubscribe;
}

/** For one node. */
export function createInProcessNotifier(): ChangeNotifier {
  const emitter = new Emitter<TenantChange>();
  return {
    start: () => undefined,
    stop: () => undefined,
    publish: (change) => emitter.emit(change),
    subscribe: (listener) => emitter.on(listener),
  };
}
