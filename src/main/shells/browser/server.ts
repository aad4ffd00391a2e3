import { fastifyHelmet } from '@fastify/helmet';
import { fastifyStatic } from '@fastify/static';
import { fastifyWebsocket } from '@fastify/websocket';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Log } from '../../host/host.ts';
import type { IpcRouter } from '../../ipc/router.ts';
import { createAccess, isOwnHost, isOwnOrigin, sessionCookie } from './access.ts';
import { registerFiles } from './handed-files.ts';
import type { HandedFiles } from './handed-files.ts';
import { attachPage } from './page-socket.ts';
import { refusalPage } from './refusal-page.ts';

const LOOPBACK = '127.0.0.1';
const SOCKET_PATH = '/ipc';
const MAX_MESSAGE_BYTES = 1024 * 1024;
const GOODBYE_MS = 500;
/** Tells the page that its session is over; the web bridge then stops trying. */
const CLOSE_NO_SESSION = 4401;

export interface BrowserServer extends Service {
  /** With the start token; valid once `start` has resolved. */
  readonly address: string;
}

export interface BrowserServerOptions {
  /** Only asked for after `start`: the host must be up before a page is let in. */
  readonly router: IpcRouter;
  /** Folder of the built renderer. */
  readonly root: string;
  /** 0: any free one. */
  readonly port: number;
  /** What is fetched by the page instead of being in an answer; default: nothing is. */
  readonly files?: HandedFiles;
  readonly log: Log;
}

/** Serves the renderer and its WebSocket on loopback, to the one browser that came with the start address. */
export function createBrowserServer({ router, root, port, files, log }: BrowserServerOptions): BrowserServer {
  const access = createAccess();
  const app = Fastify({ bodyLimit: MAX_MESSAGE_BYTES, forceCloseConnections: true });
  let bound = 0;

  return {
    get address() {
      return `http://${LOOPBACK}:${bound}/?token=${access.startToken}`;
    },
    async start() {
      await app.register(fastifyHelmet, {
        contentSecurityPolicy: { useDefaults: false, directives: POLICY },
        hsts: false,
      });
      await app.register(fastifyWebsocket, {
        options: { maxPayload: MAX_MESSAGE_BYTES },
        preClose: closeSockets,
      });
      app.addHook('onRequest', async (request, reply) => {
        if (!isOwnHost(request.headers.host, bound))
          return reply.code(421).type('text/plain').send('unknown host');
        const { origin } = request.headers;
        // A browser sends Origin on every WebSocket; on a plain request only some do.
        if (origin === undefined ? request.ws : !isOwnOrigin(origin, bound)) {
          return reply.code(403).type('text/plain').send('foreign origin');
        }
        const isAdmitted = access.admits(request.headers.cookie, sessionCookie(bound));
        const token = tokenOf(request);
        if (token !== undefined) {
          // The start address is opened again in the window it belongs to.
          if (isAdmitted) return reply.redirect('/', 303);
          const session = access.redeem(token);
          if (session === undefined) return reply.code(403).type('text/html').send(refusalPage('spent'));
          return reply
            .header('set-cookie', `${sessionCookie(bound)}=${session}; HttpOnly; SameSite=Strict; Path=/`)
            .redirect('/', 303);
        }
        // A page learns nothing from a handshake that fails: its socket is opened only to be closed with a reason.
        if (!isAdmitted && !isPageSocket(request))
          return reply.code(401).type('text/html').send(refusalPage('no-session'));
        return undefined;
      });
      await app.register(fastifyStatic, { root, index: 'index.html', cacheControl: true, etag: true });
      if (files) registerFiles(app, files);
      registerSocket(app);
      try {
        await app.listen({ host: LOOPBACK, port });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
          throw new AppError(
            'shell.port-taken',
            `port ${port} is taken: stop what uses it, or choose another with --port`,
            { port },
          );
        }
        throw error;
      }
      const address = app.server.address();
      bound = typeof address === 'object' && address ? address.port : port;
    },
    async stop() {
      await app.close();
    },
  };

  function registerSocket(server: FastifyInstance): void {
    server.get(SOCKET_PATH, { websocket: true }, (socket, request) => {
      if (!access.admits(request.headers.cookie, sessionCookie(bound))) {
        socket.on('error', () => undefined);
        socket.close(CLOSE_NO_SESSION, 'no session');
        return;
      }
      access.settle();
      attachPage(socket, router, (error) =>
        log.warn('a message from the page was refused', { error: messageOf(error) }),
      );
    });
  }
}

/** A page that sleeps never answers the goodbye: after a moment its connection is cut. */
function closeSockets(this: FastifyInstance, done: () => void): void {
  const { clients } = this.websocketServer;
  for (const client of clients) client.close(1001, 'the desk stops');
  const cut = setTimeout(() => {
    for (const client of clients) client.terminate();
  }, GOODBYE_MS);
  this.websocketServer.close(() => {
    clearTimeout(cut);
    done();
  });
}

const isPageSocket = (request: FastifyRequest): boolean =>
  request.ws && request.routeOptions.url === SOCKET_PATH;

function tokenOf(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET' || !request.url.startsWith('/?')) return undefined;
  return new URLSearchParams(request.url.slice(2)).get('token') ?? undefined;
}

/** As strict as Electron's (src/main/shells/electron): scripts from the desk only, no eval, no frames, no foreign host. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
