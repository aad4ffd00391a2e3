import type { FastifyReply, FastifyRequest } from 'fastify';
import { toRefusal } from '#server/http/errors.ts';
import { Refusal } from '#server/http/refusal.ts';
import type { AppError, ErrorParams } from '#shared/kernel/app-error.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** RFC 9457; `code` and `params` are those of the catalogues. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly params: ErrorParams;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export function problemOf(status: number, { code, message, params }: AppError): Problem {
  const title = TITLES[status] ?? 'Error';
  return { type: `urn:rufblatt:error:${code}`, title, status, detail: message, code, params: { ...params } };
}

const CODES: Readonly<Record<string, number>> = {
  'row.exists': 409,
  'field.forbidden': 403,
  'scope.forbidden': 403,
  'interaction.foreign-author': 403,
};

/** Why a command was refused: the request was understood, and what it asks for cannot be. */
export function statusOfRefusal({ code }: AppError): number {
  return CODES[code] ?? 422;
}

export function replyWithProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused = toRefusal(error);
  const { status } = refused;
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 503) void reply.header('retry-after', 1);
  if (status === 429) void reply.header('retry-after', Math.max(1, Number(refused.params['seconds'] ?? 1)));
  return sendProblem(reply, problemOf(status, refused));
}

export function sendProblem(
  reply: FastifyReply,
  problem: Problem & { readonly current?: unknown },
): FastifyReply {
  // As text: the framework would take the type of an object for that of plain JSON.
  return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

export function replyNoSuchPath(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, problemOf(404, new Refusal(404, 'request.not-found', 'no such path')));
}
