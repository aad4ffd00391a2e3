import type { FastifyRequest } from 'fastify';
import { writeAudit } from '#server/auth/audit.ts';
import { refusal } from '#server/http/refusal.ts';
import type { RouteDeps } from '#server/server-feature.ts';
import { callerOfToken, parseApiToken } from './tokens.ts';
import type { Caller } from './tokens.ts';

const callers = new WeakMap<FastifyRequest, Caller>();

/** Only behind {@link createAuthenticateProgram}. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('the route is not behind authenticate');
  return caller;
}

/** Lets nobody through without a living token: 401 `api-token.refused`. A person's session is none. */
export function createAuthenticateProgram({ store, clock }: RouteDeps) {
  return async (request: FastifyRequest): Promise<void> => {
    const presented = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const key = parseApiToken(presented);
    const caller = key && (await store.withTenant(key.tenantId, (tx) => callerOfToken(tx, key, clock.now())));
    if (!caller) throw refusal(401, 'api-token.refused', 'no such token');
    callers.set(request, caller);
  };
}

/** Refuses with 403 `access.denied` who has no such right, and writes it down. */
export async function requireRight(
  request: FastifyRequest,
  right: string,
  { store, clock }: RouteDeps,
): Promise<Caller> {
  const caller = callerOf(request);
  if (caller.rights.includes(right)) return caller;
  await store.withTenant(caller.actor.tenantId, (tx) =>
    writeAudit(tx, {
      what: 'access.denied',
      at: clock.now(),
      actor: caller.actor.userId,
      subject: request.routeOptions.url ?? '',
      address: request.ip,
    }),
  );
  throw refusal(403, 'access.denied', `this token lacks ${right}`, { right });
}
