import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import { createPgListener } from './pg-listener.ts';
import type { Tx } from './store.ts';

/**
 * "Look again", said to all nodes. A signal names what to look at and never what is there: whoever hears it reads
 * under row level security. It may be lost or come twice; it only shortens the wait for the next poll.
 */
export interface Signal {
  /** Of one feature: lower case letters and dashes. */
  readonly topic: string;
  readonly tenantId: string;
}

export interface Signals extends Service {
  on(topic: string, listener: (tenantId: string) => void): Unsubscribe;
}

const CHANNEL = 'rufblatt_signal';

/** Goes out with the commit of the transaction, or not at all; several alike in one transaction are one. */
export async function sendSignal(tx: Tx, topic: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [CHANNEL, `${topic} ${tx.tenantId}`]);
}

export function createPostgresSignals(options: {
  readonly databaseUrl: string;
  readonly onError: (error: unknown) => void;
}): Signals {
  const emitter = new Emitter<Signal>(options.onError);
  const listener = createPgListener({
    ...options,
    channel: CHANNEL,
    applicationName: 'rufblatt-signals',
    onPayload: (payload) => {
      const signal = parseSignal(payload);
      if (signal) emitter.emit(signal);
    },
  });
  return {
    start: () => listener.start(),
    stop: () => listener.stop(),
    on: (topic, hear) =>
      emitter.on((signal) => {
        if (signal.topic === topic) hear(signal.tenantId);
      }),
  };
}

/** undefined: none; an older or newer node may have sent it. */
function parseSignal(payload: string): Signal | undefined {
  const [, topic, tenantId] = /^([a-z-]{1,40}) ([0-9a-f-]{36})$/.exec(payload) ?? [];
  return topic === undefined || tenantId === undefined ? undefined : { topic, tenantId };
}
