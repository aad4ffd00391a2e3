import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { errorReply, paths, pullReply } from '#shared/sync/protocol.ts';
import type { PullReply } from '#shared/sync/protocol.ts';
import { certificateError } from './certificate-fault.ts';
import { BadAnswer, download } from './download.ts';
import { exchange } from './exchange.ts';
import type { Answer } from './exchange.ts';
import { CentreError } from './faults.ts';
import { ACCEPTED_ENCODINGS, unpackNow } from './packing.ts';
import type { Packed } from './packing.ts';
import { readRetryAfter } from './retry-after.ts';

const REQUEST_TIMEOUT_MS = 30_000;
/** Four full pages; a reply beyond it is no reply of ours. */
export const MAX_REPLY_BYTES = 16 * 1024 * 1024;

export interface CentreAddress {
  /** `https://…`, or `http://` on this machine alone. */
  readonly url: string;
  /** undefined before the login. */
  readonly token?: string;
  /** PEM: the only authorities this centre's certificate is believed from; undefined: those everybody believes. */
  readonly ca?: string | undefined;
}

export interface CentreClientOptions extends CentreAddress {
  readonly timeoutMs?: number;
  readonly maxReplyBytes?: number;
}

/** Those of an answer that is no refusal, before the rest of it is here. */
export type OnHeaders = (headers: IncomingHttpHeaders) => void;

/** Requests to the centre over HTTP, each answered by a value of the asked shape or an AppError. */
export interface CentreClient {
  /**
   * @throws {CentreError} what the centre refused, with its status and code
   * @throws {AppError} `centre.offline` for a failing or silent network, `centre.certificate-…` {host} for a centre that
   *   cannot prove who it is (CertificateFault), `centre.bad-reply` for anything unexpected;
   *   the signal's reason when it aborts
   */
  post<T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
    onHeaders?: OnHeaders,
  ): Promise<T>;
  /** The answer as it came, for whoever unpacks and reads it elsewhere. @throws as `post`, but for what is in it */
  postForPacked(path: string, body: unknown, signal?: AbortSignal, onHeaders?: OnHeaders): Promise<Packed>;
  /**
   * The bytes of a file of `bytes` bytes, from `from` on. @throws as `post`
   */
  fetchRange(path: string, from: number, bytes: number, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** @throws {AppError} `centre.insecure` for plain HTTP beyond this machine, `centre.bad-address` */
export function createCentreClient(options: CentreClientOptions): CentreClient {
  const base = checkAddress(options.url);
  const { token, ca, timeoutMs = REQUEST_TIMEOUT_MS, maxReplyBytes = MAX_REPLY_BYTES } = options;
  /** As the centre says with every answer; a body it could not read would be lost on it. */
  let takesGzip = false;
  const ask = async (
    keepPacked: boolean,
    ...[path, body, signal, onHeaders]: Parameters<CentreClient['postForPacked']>
  ): Promise<Packed> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    let answer: Answer;
    try {
      answer = await exchange({
        url: new URL(path, base),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'accept-encoding': ACCEPTED_ENCODINGS,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        pack: takesGzip,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ca,
        maxReplyBytes,
        keepPacked,
        onHeaders: onHeaders && ((early, code) => code < 300 && onHeaders(early)),
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof AppError) throw error;
      throw notReached(path, base, error);
    }
    const { status, headers } = answer;
    takesGzip = /\bgzip\b/i.test(headers['accept-encoding'] ?? '');
    if (status >= 200 && status < 300) return answer;
    const said = textOf(unpackNow(answer, maxReplyBytes));
    throw refusal(path, status, parseJson(said), readRetryAfter(headers['retry-after']));
  };
  return {
    async postForPacked(...asked) {
      const { bytes, encoding } = await ask(true, ...asked);
      return { bytes, encoding };
    },
    async post(path, body, schema, signal, onHeaders) {
      return readReply(path, (await ask(false, path, body, signal, onHeaders)).bytes, schema);
    },
    async *fetchRange(path, from, bytes, signal) {
      const url = new URL(path, base);
      const authorization: Readonly<Record<string, string>> =
        token === undefined ? {} : { authorization: `Bearer ${token}` };
      try {
        yield* download({ url, headers: authorization, from, bytes, signal, ca, silenceMs: timeoutMs });
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof BadAnswer)
          throw refusal(path, error.status, parseJson(error.text), error.retryAfterMs);
        if (error instanceof AppError) throw error;
        throw notReached(path, base, error);
      }
    },
  };
}

/** Unpacks and reads the answer to a pull. @throws {AppError} `centre.bad-reply` */
export const readPullReply = (packed: Packed): PullReply =>
  readReply(paths.pull, unpackNow(packed, MAX_REPLY_BYTES), pullReply);

/** A whole reply of this shape, or none. @throws {AppError} `centre.bad-reply` */
export const readReply = <T>(path: string, bytes: Uint8Array, schema: z.ZodType<T>): T =>
  parseReply(path, parseJson(textOf(bytes)), schema);

/** The address without its path; TLS, or this machine. */
export function checkAddress(url: string): URL {
  if (!URL.canParse(url)) throw new AppError('centre.bad-address', `not an address: ${url}`, { url });
  const { protocol, hostname, origin } = new URL(url);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) return new URL(origin);
  if (protocol !== 'http:')
    throw new AppError('centre.bad-address', `not an address of a centre: ${url}`, { url });
  throw new AppError('centre.insecure', `${url} is not encrypted`, { url });
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseReply<T>(path: string, reply: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError(
    'centre.bad-reply',
    `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

/** A gateway in between answers in its own words; the status is all that can be told then. */
function refusal(path: string, status: number, reply: unknown, retryAfterMs?: number): AppError {
  const parsed = errorReply.safeParse(reply);
  if (!parsed.success) {
    if (status === 502 || status === 503 || status === 504)
      return retryAfterMs === undefined
        ? new AppError('centre.offline', `${path}: HTTP ${status}`)
        : new CentreError(status, 'centre.busy', `${path}: HTTP ${status}`, { status }, retryAfterMs);
    return new CentreError(status, 'centre.refused', `${path}: HTTP ${status}`, { status }, retryAfterMs);
  }
  const { code, message, params } = parsed.data.error;
  return new CentreError(status, code, message, params, retryAfterMs);
}

/** Whoever answers in its place must not pass for a line that is down. */
function notReached(path: string, base: URL, error: unknown): AppError {
  const attempts: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const attempt of attempts) {
    const untrusted = certificateError(attempt, base.host);
    if (untrusted) return untrusted;
  }
  return new AppError('centre.offline', `${path}: ${causeOf(error)}`, {}, { cause: error });
}

/** An error of several attempts (IPv6, IPv4) has no message of its own. */
function causeOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return messageOf(error);
}
