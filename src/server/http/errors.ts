import type { FastifyReply, FastifyRequest } from 'fastify';
import { sqlFailure } from '#server/store/sql-failure.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { ErrorParams } from '#shared/kernel/app-error.ts';
import type { errorReply } from '#shared/sync/protocol.ts';
import type { z } from 'zod';
import { Refusal, refusal } from './refusal.ts';

export function replyWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused = toRefusal(error);
  if (refused.status >= 500) request.log.error({ err: error }, 'request failed');
  const retryAfter = retryAfterOf(refused);
  if (retryAfter !== undefined && !reply.hasHeader('retry-after'))
    void reply.header('retry-after', retryAfter);
  if (refused.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(refused.status).send(bodyOf(refused));
}

/** Seconds; desks wait as long, and a random part of it besides. */
function retryAfterOf({ status, params }: Refusal): number | undefined {
  if (status === 429) return Math.max(1, Number(params['seconds'] ?? 1));
  return status === 503 ? 1 : undefined;
}

export function replyNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send(bodyOf(refusal(404, 'request.not-found', 'no such path')));
}

export function bodyOf(error: {
  code: string;
  message: string;
  params: ErrorParams;
}): z.infer<typeof errorReply> {
  return { error: { code: error.code, message: error.message, params: { ...error.params } } };
}

const STATUS_CODES: Readonly<Record<string, number>> = { 'sync.foreign-client': 403 };

/** What is not said here is ours to repair: 500 `internal`, without a word about why. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AppError) {
    // The operator's to mend: the log has what, and where the keys are is nobody else's business.
    if (error.code.startsWith('secrets.'))
      return refusal(500, error.code, 'the centre cannot open one of its secrets');
    return refusal(STATUS_CODES[error.code] ?? 400, error.code, error.message, error.params);
  }
  switch (sqlFailure(error)) {
    case 'retry':
    case 'unavailable':
      return refusal(503, 'centre.busy', 'try again in a moment');
    case 'refused':
      return refusal(400, 'request.invalid', 'the database refuses these values');
    case 'bug':
      return refusal(500, 'internal', 'internal error');
    case undefined:
      return ofFramework(error);
  }
}

const FRAMEWORK_CODES: Readonly<Record<number, string>> = {
  408: 'request.timeout',
  413: 'request.too-large',
  415: 'request.media-type',
  429: 'request.too-many',
};

/** Fastify and its plugins put the status on the error; their messages speak of the request only. */
function ofFramework(error: unknown): Refusal {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (!(error instanceof Error) || !(status >= 400 && status < 500))
    return refusal(500, 'internal', 'internal error');
  return refusal(status, FRAMEWORK_CODES[status] ?? 'request.malformed', error.message);
}
