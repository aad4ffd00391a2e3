import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { HINTS_SUBPROTOCOL } from '#server/auth/authenticate.ts';
import { isLoopback } from './loopback.ts';
import { compressReply } from './compress.ts';
import { replyNotFound, replyWithError } from './errors.ts';
import { refusal } from './refusal.ts';

/** Of one address; a branch's desks share one. */
const REQUESTS_PER_MINUTE = 6000;
const BODY_LIMIT = 64 * 1024;
/** Nobody says anything to the centre over the hint socket. */
const MAX_SOCKET_MESSAGE = 1024;

/**
 * An empty server with everything that concerns all routes.
 *
 * A reverse proxy on this machine is believed about the client's address (X-Forwarded-For). Requests that come from
 * this machine itself have no rate limit: the demo and the tests run dozens of desks here, and who can send them can
 * stop the process as well.
 */
export async function createHttpServer(log: FastifyBaseLogger): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    forceCloseConnections: true,
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  app.setNotFoundHandler(replyNotFound);
  app.addHook('onSend', compressReply);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
  });
  await app.register(helmet);
  await app.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    allowList: (request: FastifyRequest) => isLoopback(request.ip),
    errorResponseBuilder: (_request, { ttl }) =>
      refusal(429, 'request.too-many', 'too many requests', { seconds: Math.ceil(ttl / 1000) }),
  });
  await app.register(websocket, {
    options: {
      maxPayload: MAX_SOCKET_MESSAGE,
      // The other subprotocol offered is the token; it must not come back in the answer.
      handleProtocols: (offered: Set<string>) => (offered.has(HINTS_SUBPROTOCOL) ? HINTS_SUBPROTOCOL : false),
    },
  });
  return app;
}
