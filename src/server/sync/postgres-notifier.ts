import type { Pool } from 'pg';
import { createPgListener } from '#server/store/pg-listener.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { ChangeNotifier, TenantChange } from './change-notifier.ts';
import { createCoalescer } from './coalescer.ts';

const CHANNEL = 'rufblatt_ver';
/** 20 notifications a second at most, whatever the number of pushes. */
const INTERVAL_MS = 50;
/** PostgreSQL takes 8,000 bytes; a line is a UUID and a version. */
const MAX_LINES = 120;

export interface PostgresNotifierOptions {
  readonly databaseUrl: string;
  /** Notifications are sent through it, outside of any transaction. */
  readonly pool: Pool;
  readonly onError: (error: unknown) => void;
}

/** While its connection is down, changes are found by polling alone. */
export function createPostgresNotifier({
  databaseUrl,
  pool,
  onError,
}: PostgresNotifierOptions): ChangeNotifier {
  const emitter = new Emitter<TenantChange>(onError);
  /** What this node has told its own, until the database says it as well. */
  const echoes = new Map<string, number>();
  const listener = createPgListener({
    databaseUrl,
    channel: CHANNEL,
    applicationName: 'rufblatt-hints',
    onPayload: (payload) => {
      for (const change of parseChanges(payload)) {
        if (echoes.get(change.tenantId) === change.ver) echoes.delete(change.tenantId);
        else emitter.emit(change);
      }
    },
    onError,
  });
  const coalescer = createCoalescer(INTERVAL_MS, (batch) => {
    for (let start = 0; start < batch.length; start += MAX_LINES) {
      const payload = formatChanges(batch.slice(start, start + MAX_LINES));
      pool.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch((error: unknown) => {
        // On its way when everything is being stopped: the nodes find by themselves what it would have told.
        if (!pool.ending) onError(error);
      });
    }
    // Those at this node need not wait for the database.
    for (const change of batch) {
      echoes.set(change.tenantId, change.ver);
      emitter.emit(change);
    }
  });

  return {
    start: () => listener.start(),
    async stop() {
      coalescer.stop();
      await listener.stop();
    },
    publish: (change) => coalescer.add(change),
    subscribe: (hear) => emitter.on(hear),
  };
}

/** A line a tenant: `<tenant id> <version>`. */
export function formatChanges(changes: readonly TenantChange[]): string {
  return changes.map(({ tenantId, ver }) => `${tenantId} ${ver}`).join('\n');
}

/** Lines that are none are left out: an older or newer node may have sent them. */
export function parseChanges(payload: string): readonly TenantChange[] {
  return payload.split('\n').flatMap((line) => {
    const [, tenantId, ver] = /^([0-9a-f-]{36}) (\d{1,15})$/.exec(line) ?? [];
    return tenantId === undefined ? [] : [{ tenantId, ver: Number(ver) }];
  });
}
