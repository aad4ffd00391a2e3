import { sendOutgoing } from '#server/http/outgoing.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { openApi as shared } from '#shared/features/open-api/feature.ts';
import { apiRoutes } from './routes.ts';
import { tokenCommands } from './token-commands.ts';
import { webhookCommands } from './webhooks/commands.ts';
import { ATTEMPT_OUTCOMES, Dispatcher } from './webhooks/dispatcher.ts';
import { leastCursor, webhookSecrets } from './webhooks/subscriptions.ts';

/** A receiver that takes longer is told again later. */
const LIMITS = { timeoutMs: 10_000, maxReplyBytes: 64 * 1024, cutsReply: true };

export const openApi: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  keepsLogFrom: leastCursor,
  secretColumns: webhookSecrets,
  operatorCommands: [...tokenCommands, ...webhookCommands],
  parts(ports) {
    const dispatcher = new Dispatcher({
      ...ports,
      send: (request) => sendOutgoing(request, LIMITS),
      random: Math.random,
      pollMs: ports.socketTimes.pollMs,
      onAttempt: ports.timer(
        'webhook_seconds',
        'Deliveries of webhooks, by what came of them',
        ATTEMPT_OUTCOMES,
      ),
    });
    return { services: [dispatcher], publicRoutes: (app) => apiRoutes(app, ports) };
  },
};
