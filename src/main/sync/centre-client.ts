import type { z } from 'zod';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { errorReply } from '#shared/sync/protocol.ts';
import { CentreError } from './faults.ts';

const REQUEST_TIMEOUT_MS = 30_000;
/** Four full pages; a reply beyond it is no reply of ours. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

export interface CentreAddress {
  /** `https://…`, or `http://` on this machine alone. */
  readonly url: string;
  /** undefined before the login. */
  readonly token?: string;
}

export interface CentreClientOptions extends CentreAddress {
  readonly timeoutMs?: number;
  readonly maxReplyBytes?: number;
}

/** Requests to the centre over HTTP, each answered by a value of the asked shape or an AppError. */
export interface CentreClient {
  /**
   * @throws {CentreError} what the centre refused, with its status and code
   * @throws {AppError} `centre.offline` for a failing or silent network, `centre.bad-reply` for anything unexpected;
   *   the signal's reason when it aborts
   */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
}

/** @throws {AppError} `centre.insecure` for plain HTTP beyond this machine, `centre.bad-address` */
export function createCentreClient(options: CentreClientOptions): CentreClient {
  const base = checkAddress(options.url);
  const { token, timeoutMs = REQUEST_TIMEOUT_MS, maxReplyBytes = MAX_REPLY_BYTES } = options;
  return {
    async post(path, body, schema, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      let status: number;
      let text: string;
      try {
        const response = await fetch(new URL(path, base), {
          method: 'POST',
          // A redirect would carry the token to a stranger.
          redirect: 'error',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            'accept-encoding': 'gzip',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(body),
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        ({ status } = response);
        text = await readText(response, maxReplyBytes);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof AppError) throw error;
        throw new AppError('centre.offline', `${path}: ${causeOf(error)}`, {}, { cause: error });
      }
      const reply = parseJson(text);
      if (status >= 200 && status < 300) return parseReply(path, reply, schema);
      throw refusal(path, status, reply);
    },
  };
}

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

async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Counted after decompression: a small reply may unfold into a huge one.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AppError('centre.bad-reply', `a reply of more than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

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
function refusal(path: string, status: number, reply: unknown): AppError {
  const parsed = errorReply.safeParse(reply);
  if (!parsed.success) {
    if (status === 502 || status === 503 || status === 504)
      return new AppError('centre.offline', `${path}: HTTP ${status}`);
    return new CentreError(status, 'centre.refused', `${path}: HTTP ${status}`, { status });
  }
  const { code, message, params } = parsed.data.error;
  return new CentreError(status, code, message, params);
}

/** fetch wraps the system's error ("connect ECONNREFUSED …") in one that says nothing. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : messageOf(cause);
}
