import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';
import { HINTS_SUBPROTOCOL } from '#server/auth/authenticate.ts';
import { MAX_STANDING_BYTES } from '#shared/sync/protocol.ts';
import { isLoopback } from './loopback.ts';
import { compressReply } from './compress.ts';
import { replyNotFound, replyWithError } from './errors.ts';
import { refusal } from './refusal.ts';
import { CLOSE_RESTART } from './session-sockets.ts';
import type { TlsMaterial } from './tls.ts';

/** Of one address; a branch's desks share one. */
const REQUESTS_PER_MINUTE = 6000;
const BODY_LIMIT = 64 * 1024;
const REQUEST_ID_HEADER = 'x-request-id';
/** Node takes no longer ones. */
const MAX_URL = 16 * 1024;

export interface HttpServerOptions {
  readonly log: FastifyBaseLogger;
  /** undefined: plain HTTP. */
  readonly tls: TlsMaterial | undefined;
  /** Whose X-Forwarded-For is believed: addresses, networks, `loopback`; empty: nobody's. */
  readonly trustedProxies: readonly string[];
}

/**
 * An empty server with everything that concerns all routes.
 *
 * Requests that come from this machine itself have no rate limit: the demo and the tests run dozens of desks here, and
 * who can send them can stop the process as well. Every answer names its request (`x-request-id`), as the log does.
 */
export async function createHttpServer({
  log,
  tls,
  trustedProxies,
}: HttpServerOptions): Promise<FastifyInstance> {
  const options: FastifyServerOptions = {
    loggerInstance: log,
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // What is being answered when the node stops is answered; see stopServer.
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    // What cannot be read, or is too long to be anything, is the route's to refuse, in the route's words.
    rewriteUrl: ({ url = '/' }) => readable(url),
    routerOptions: { maxParamLength: MAX_URL },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
  };
  // The types tell an HTTPS server from an HTTP one; nothing here depends on which it is.
  const app = Fastify(
    tls ? ({ ...options, https: { ...tls, minVersion: 'TLSv1.2' } } as FastifyServerOptions) : options,
  );
  app.addHook('onRequest', async (request, reply) => void reply.header(REQUEST_ID_HEADER, request.id));
  app.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  app.setNotFoundHandler(replyNotFound);
  app.addHook('onSend', compressReply);
  let isStopping = false;
  app.addHook('preClose', async () => void (isStopping = true));
  // A connection that stayed open for the next request would hold the stop up.
  app.addHook('onSend', async (_request, reply) => void (isStopping && reply.header('connection', 'close')));
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
      maxPayload: MAX_STANDING_BYTES,
      // The other subprotocol offered is the token; it must not come back in the answer.
      handleProtocols: (offered: Set<string>) => (offered.has(HINTS_SUBPROTOCOL) ? HINTS_SUBPROTOCOL : false),
    },
    preClose(done: () => void) {
      for (const socket of app.websocketServer.clients) socket.close(CLOSE_RESTART);
      done();
    },
  });
  return app;
}

/** A percent sign that begins no escape stands for itself. */
function readable(url: string): string {
  const [path = '', ...query] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}

/**
 * Takes nothing new, answers what it has begun, tells the open sockets to come back (here or to another node), and
 * after `deadlineMs` cuts what is left: a desk sends the same again, and nothing happens twice.
 */
export async function stopServer(app: FastifyInstance, deadlineMs: number): Promise<void> {
  const deadline = setTimeout(() => {
    app.log.warn('cutting connections that did not end in time');
    for (const socket of app.websocketServer.clients) socket.terminate();
    app.server.closeAllConnections();
  }, deadlineMs);
  try {
    await app.close();
  } finally {
    clearTimeout(deadline);
  }
}
