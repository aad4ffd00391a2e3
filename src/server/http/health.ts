import type { FastifyInstance } from 'fastify';
import { paths } from '#shared/sync/protocol.ts';
import { refusal } from './refusal.ts';

/** Whether this node should get requests: it answers only while the database does. */
export const READY_PATH = '/ready';

export function healthRoutes(app: FastifyInstance, { ping }: { readonly ping: () => Promise<void> }): void {
  const config = { rateLimit: false as const };
  app.get(paths.health, { config }, () => ({ live: true }));
  app.get(READY_PATH, { config }, async (request) => {
    try {
      await ping();
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      throw refusal(503, 'centre.not-ready', 'the database does not answer');
    }
    return { ready: true };
  });
}
