import type { FastifyRequest } from 'fastify';
import { refusal } from '#server/http/refusal.ts';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Principal } from './principal.ts';
import { findPrincipal } from './sessions.ts';
import { parseToken } from './token.ts';

/** Browsers cannot set headers on a WebSocket: there the token is the second subprotocol, after this one. */
export const HINTS_SUBPROTOCOL = 'rufblatt.hints';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Only behind {@link createAuthenticate}. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (!principal) throw new Error('the route is not behind authenticate');
  return principal;
}

/** A hook that lets nobody through without a living session; refuses with 401 `session.ended`. */
export function createAuthenticate({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  return async (request: FastifyRequest): Promise<void> => {
    const key = parseToken(presentedToken(request));
    const principal =
      key && (await store.withTenant(key.tenantId, (tx) => findPrincipal(tx, key, clock.now())));
    if (!principal) throw refusal(401, 'session.ended', 'sign in again');
    principals.set(request, principal);
  };
}

function presentedToken({ headers }: FastifyRequest): string {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const [marker, token] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  return marker === HINTS_SUBPROTOCOL ? (token ?? '') : '';
}
