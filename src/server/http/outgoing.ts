import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { isPrivateAddress } from './private-address.ts';

export interface OutgoingRequest {
  /** `https://…`; `http://` only together with `allowPrivate`. */
  readonly url: string | URL;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** The operator said that this address may be in the house's own network. */
  readonly allowPrivate?: boolean;
}

export interface OutgoingReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface OutgoingLimits {
  /** From the first byte out to the last byte in, ms. */
  readonly timeoutMs?: number;
  readonly maxReplyBytes?: number;
  /** Of a longer reply the beginning is taken, in place of `outgoing.too-large`: for who asks for the status alone. */
  readonly cutsReply?: boolean;
}

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Asks the resolver for all addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

const TIMEOUT_MS = 10_000;
const MAX_REPLY_BYTES = 1024 * 1024;

/**
 * Every request the centre makes to an address that somebody typed (webhooks, sign-in providers) goes through here.
 * The name is resolved once and the connection goes to the address that was looked at, so a name that answers
 * differently the second time (DNS rebinding) gains nothing. One private address among several refuses the name.
 * A redirect is an answer like any other: it is never followed.
 *
 * @throws {AppError} `outgoing.bad-address`, `outgoing.insecure`, `outgoing.private`, `outgoing.unreachable`,
 *   `outgoing.too-large`, each with `host`
 */
export async function sendOutgoing(
  request: OutgoingRequest,
  { timeoutMs = TIMEOUT_MS, maxReplyBytes = MAX_REPLY_BYTES, cutsReply = false }: OutgoingLimits = {},
  resolve: Resolve = resolveBySystem,
): Promise<OutgoingReply> {
  const url = checkOutgoingUrl(request.url, request.allowPrivate === true);
  const host = url.host;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const target = await resolvePublic(url, request.allowPrivate === true, resolve);
    signal.throwIfAborted();
    const response = await send(url, target, request, signal);
    return {
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      body: await readAll(response, { maxBytes: maxReplyBytes, cuts: cutsReply, host }),
    };
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof AppError) throw error;
    throw new AppError('outgoing.unreachable', `${host}: ${messageOf(error)}`, { host }, { cause: error });
  }
}

/** What can be told without asking anybody; also for whoever stores an address. */
export function checkOutgoingUrl(given: string | URL, allowPrivate: boolean): URL {
  if (!URL.canParse(String(given)))
    throw new AppError('outgoing.bad-address', 'not an address', { host: '' });
  const url = new URL(given);
  const { host, protocol, username, password } = url;
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '')
    throw new AppError('outgoing.bad-address', `not an address a request may go to: ${host}`, { host });
  if (protocol === 'http:' && !allowPrivate)
    throw new AppError('outgoing.insecure', `${host}: only https`, { host });
  return url;
}

async function resolvePublic(url: URL, allowPrivate: boolean, resolve: Resolve): Promise<ResolvedAddress> {
  const { host } = url;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(hostname);
  const found = family === 0 ? await resolve(hostname) : [{ address: hostname, family }];
  const [first] = found;
  if (!first) throw new AppError('outgoing.unreachable', `${host}: no address`, { host });
  if (!allowPrivate && found.some(({ address }) => isPrivateAddress(address)))
    throw new AppError('outgoing.private', `${host} is in a private network`, { host });
  return first;
}

function send(
  url: URL,
  { address, family }: ResolvedAddress,
  { method = 'GET', headers = {}, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  // Whoever asks for the name while connecting gets the address that was looked at, and no other.
  const pinned: LookupFunction = (_hostname, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = start(url, { method, headers, signal, lookup: pinned, agent: false }, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readAll(
  response: IncomingMessage,
  { maxBytes, cuts, host }: { readonly maxBytes: number; readonly cuts: boolean; readonly host: string },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      response.destroy();
      if (cuts) break;
      throw new AppError('outgoing.too-large', `${host} answered more than ${maxBytes} bytes`, { host });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

async function resolveBySystem(hostname: string): Promise<readonly ResolvedAddress[]> {
  return systemLookup(hostname, { all: true, verbatim: true });
}
