import { Client } from 'pg';
import type { Service } from '#shared/kernel/service.ts';

const RECONNECT_MS = 1000;

export interface PgListenerOptions {
  readonly databaseUrl: string;
  /** A fixed name of ours: it goes into the statement as it is. */
  readonly channel: string;
  /** How the connection is called in the database's own lists. */
  readonly applicationName: string;
  readonly onPayload: (payload: string) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Hears what is sent with NOTIFY, on a connection of its own. What is sent while the connection is down is lost.
 *
 * ```
 * start ─▶ listening ──connection lost──▶ waiting ──1 s──▶ listening …
 * ```
 */
export function createPgListener(options: PgListenerOptions): Service {
  const { databaseUrl, channel, applicationName, onPayload, onError } = options;
  let listening: Client | undefined;
  let reconnect: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function listen(): Promise<void> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: applicationName,
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => onPayload(payload ?? ''));
    client.on('error', onError);
    client.on('end', () => {
      if (!isStopped) reconnect = setTimeout(relisten, RECONNECT_MS);
    });
    listening = client;
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  }

  function relisten(): void {
    listen().catch((error: unknown) => {
      onError(error);
      // Ends the connection that could not be used; `end` then starts the next try.
      listening?.end().catch(onError);
    });
  }

  return {
    start: () => listen(),
    async stop() {
      isStopped = true;
      clearTimeout(reconnect);
      await listening?.end();
    },
  };
}
