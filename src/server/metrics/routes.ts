import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '#server/http/loopback.ts';
import { refusal } from '#server/http/refusal.ts';
import { paths } from '#shared/sync/protocol.ts';
import type { Metrics } from './metrics.ts';

export const METRICS_PATH = '/metrics';

/** Counts what the routes registered after this call answer. */
export function watchRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const seconds = reply.elapsedTime / 1000;
    metrics.answered({ route: routeOptions.url, method, status: reply.statusCode, seconds });
  });
  app.addHook('preSerialization', async (request, reply, payload) => {
    const { url } = request.routeOptions;
    if (reply.statusCode !== 200 || (url !== paths.push && url !== paths.pull)) return payload;
    const { kind, rows } = answerOf(payload);
    if (url === paths.push) metrics.pushed(kind, reply.elapsedTime / 1000);
    else metrics.pulled(kind, rows, reply.elapsedTime / 1000);
    return payload;
  });
}

function answerOf(payload: unknown): { readonly kind: string; readonly rows: number } {
  if (typeof payload !== 'object' || payload === null) return { kind: '', rows: 0 };
  const kind = 'kind' in payload && typeof payload.kind === 'string' ? payload.kind : '';
  return { kind, rows: 'rows' in payload && Array.isArray(payload.rows) ? payload.rows.length : 0 };
}

/** Without a token the page is for programs on this machine; others are told that there is no such path. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.get(METRICS_PATH, { config: { rateLimit: false as const } }, async (request, reply) => {
    const mayRead = token === undefined ? isFromHere(request) : bears(request, token);
    if (!mayRead) throw refusal(404, 'request.not-found', 'no such path');
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** A reverse proxy on this machine passes on what comes from elsewhere, and says so. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  const wasForwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in headers);
  return !wasForwarded && isLoopback(socket.remoteAddress ?? '');
}

function bears({ headers }: FastifyRequest, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
