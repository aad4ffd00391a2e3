import type { FastifyInstance } from 'fastify';
import { paths } from '#shared/sync/protocol.ts';
import { refusal } from './refusal.ts';

export const LIVE_PATH = '/health/live';
/** Whether this node should get requests. */
export const READY_PATH = '/health/ready';
/** The same, under its older name. */
const OLD_READY_PATH = '/ready';

export interface Readiness {
  isStopping(): boolean;
  /** Ids of migrations this version needs and the database has not; throws where the database does not answer. */
  missingMigrations(): Promise<readonly string[]>;
}

/**
 * `live`: the process answers; restart it where it does not. `ready`: send it requests; 503 with the reason in the
 * code: `centre.stopping`, `centre.not-ready` (database), `centre.not-migrated`.
 */
export function healthRoutes(app: FastifyInstance, readiness: Readiness): void {
  const config = { rateLimit: false as const };
  for (const path of [paths.health, LIVE_PATH]) app.get(path, { config }, () => ({ live: true }));
  for (const path of [READY_PATH, OLD_READY_PATH]) {
    app.get(path, { config }, async (request) => {
      if (readiness.isStopping()) throw refusal(503, 'centre.stopping', 'this node is being stopped');
      const missing = await readiness.missingMigrations().catch((error: unknown) => {
        request.log.warn({ err: error }, 'not ready');
        throw refusal(503, 'centre.not-ready', 'the database does not answer');
      });
      if (missing.length > 0) throw refusal(503, 'centre.not-migrated', 'the database lacks migrations');
      return { ready: true };
    });
  }
}
