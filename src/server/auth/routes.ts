import type { FastifyInstance } from 'fastify';
import { parseBody } from '#server/http/body.ts';
import { loginRequest, paths } from '#shared/sync/protocol.ts';
import { writeAudit } from './audit.ts';
import { principalOf } from './authenticate.ts';
import { login } from './login.ts';
import type { LoginDeps } from './login.ts';
import { closeSession } from './sessions.ts';

/** So many sign-ins a minute from one address, right or wrong; accounts have their own pause (login-failures.ts). */
const LOGINS_PER_MINUTE = 30;

export function loginRoutes(app: FastifyInstance, deps: LoginDeps): void {
  const config = { rateLimit: { max: LOGINS_PER_MINUTE, timeWindow: 60_000 } };
  app.post(paths.login, { config, bodyLimit: 16 * 1024 }, async (request) => {
    const body = parseBody(loginRequest, request.body);
    try {
      const reply = await login(body, request.ip, deps);
      request.log.info({ tenant: reply.tenantId, user: reply.userId, address: request.ip }, 'signed in');
      return reply;
    } catch (error) {
      request.log.warn({ tenant: body.tenant, address: request.ip }, 'sign-in refused');
      throw error;
    }
  });
}

/** Behind authenticate. */
export function logoutRoute(
  app: FastifyInstance,
  { store, clock }: Pick<LoginDeps, 'store' | 'clock'>,
): void {
  app.post(paths.logout, async (request, reply) => {
    const { actor, session } = principalOf(request);
    await store.withTenant(actor.tenantId, async (tx) => {
      await closeSession(tx, session);
      await writeAudit(tx, { what: 'logout', at: clock.now(), actor: actor.userId, address: request.ip });
    });
    request.log.info({ tenant: actor.tenantId, user: actor.userId }, 'signed out');
    return reply.code(204).send();
  });
}
