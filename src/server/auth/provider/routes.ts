import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import {
  browserFinishRequest,
  browserPaths,
  browserStartRequest,
  providerRequest,
} from '#shared/auth/browser-protocol.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { findAccountById } from '../accounts.ts';
import { writeAudit } from '../audit.ts';
import { admitted } from '../login.ts';
import type { LoginDeps } from '../login.ts';
import { findTenant } from '../tenants.ts';
import type { Tenant } from '../tenants.ts';
import { beginAttempt, grantCode, redeemCode, takeAttempt } from './attempts.ts';
import type { Attempt } from './attempts.ts';
import type { ProviderClient } from './client.ts';
import { describeProvider, findLinked, findProvider } from './provider.ts';

export interface ProviderDeps extends LoginDeps {
  readonly client: ProviderClient;
}

const STARTS_PER_MINUTE = 30;
const newSecret = (): string => randomBytes(32).toString('base64url');

/** For everybody; see src/shared/auth/browser-protocol.ts. The state names the tenant, as a session's token does. */
export function providerRoutes(
  app: FastifyInstance,
  { store, clock, secrets, limits, client }: ProviderDeps,
): void {
  const config = { rateLimit: { max: STARTS_PER_MINUTE, timeWindow: 60_000 } };

  async function mustFind(slug: string): Promise<Tenant> {
    const tenant = await findTenant(store, slug);
    if (!tenant) throw refusal(404, 'provider.none', 'no sign-in by browser');
    return tenant;
  }

  app.post(browserPaths.provider, { config }, async (request) => {
    const { tenant: slug } = parseBody(providerRequest, request.body);
    const tenant = await findTenant(store, slug);
    const provider = tenant && (await store.withTenant(tenant.tenantId, describeProvider));
    return { name: provider ? new URL(provider.issuer).host : null };
  });

  app.post(browserPaths.start, { config }, async (request) => {
    const { tenant: slug, device, challenge, returnTo } = parseBody(browserStartRequest, request.body);
    const { tenantId } = await mustFind(slug);
    const provider = await store.withTenant(tenantId, (tx) => findProvider(tx, secrets));
    if (!provider) throw refusal(404, 'provider.none', 'no sign-in by browser');
    const state = `${tenantId}.${newSecret()}`;
    const [nonce, verifier] = [newSecret(), newSecret()];
    const redirectUri = callbackOf(request);
    const address = await client.authorizationUrl(provider, { redirectUri, state, nonce, verifier });
    await store.withTenant(tenantId, (tx) =>
      beginAttempt(tx, state, { verifier, nonce, device, returnTo, challenge }, clock.now()),
    );
    return { address };
  });

  app.get<{ Querystring: Record<string, string> }>(
    browserPaths.callback,
    { config },
    async (request, reply) => {
      const { state = '' } = request.query;
      const [, tenantId] = /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(state) ?? [];
      const attempt =
        tenantId === undefined
          ? undefined
          : await store.withTenant(tenantId, (tx) => takeAttempt(tx, state, clock.now()));
      if (tenantId === undefined || !attempt)
        throw refusal(400, 'provider.failed', 'no such sign-in is under way');
      const back = new URL(attempt.returnTo);
      const code = await codeFor(request, { tenantId, state, attempt });
      if (code !== undefined) back.searchParams.set('code', code);
      void reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
      return reply.redirect(back.href, 303);
    },
  );

  /** undefined: the other house said no, or its person is nobody here. */
  async function codeFor(
    request: FastifyRequest,
    {
      tenantId,
      state,
      attempt,
    }: { readonly tenantId: string; readonly state: string; readonly attempt: Attempt },
  ): Promise<string | undefined> {
    const at = clock.now();
    const refuse = async (cause: string): Promise<undefined> => {
      request.log.warn({ tenant: tenantId, cause }, 'sign-in by browser refused');
      await store.withTenant(tenantId, (tx) =>
        writeAudit(tx, { what: 'login.refused', at, actor: null, subject: 'provider', address: request.ip }),
      );
    };
    const provider = await store.withTenant(tenantId, (tx) => findProvider(tx, secrets));
    if (!provider) return refuse('no provider');
    try {
      const url = new URL(callbackOf(request));
      url.search = new URL(request.url, url).search;
      const { nonce, verifier } = attempt;
      const claims = await client.exchange(provider, { url, state, nonce, verifier });
      const code = newSecret();
      const isLinked = await store.withTenant(tenantId, async (tx) => {
        const linked = await findLinked(tx, claims, provider);
        if (!linked) return false;
        const { userId, isNew } = linked;
        if (isNew)
          await writeAudit(tx, {
            what: 'account.linked',
            at,
            actor: userId,
            subject: userId,
            address: request.ip,
          });
        await grantCode(tx, state, { code, userId });
        return true;
      });
      return isLinked ? code : refuse('nobody here');
    } catch (error) {
      return refuse(messageOf(error));
    }
  }

  app.post(browserPaths.finish, { config }, async (request) => {
    const { tenant: slug, code, verifier } = parseBody(browserFinishRequest, request.body);
    const tenant = await mustFind(slug);
    const now = clock.now();
    const reply = await store.withTenant(tenant.tenantId, async (tx) => {
      const redeemed = await redeemCode(tx, { code, verifier, now });
      const account = redeemed && (await findAccountById(tx, redeemed.userId));
      if (!account || account.disabled) return undefined;
      // The second factor, and the password, are the other house's business.
      const given = { tenant, account: { ...account, mustChange: false }, device: redeemed.device };
      return admitted(tx, {
        ...given,
        ...{ address: request.ip, now, limits, hasSecondFactor: true, byProvider: true },
      });
    });
    if (!reply) throw refusal(401, 'provider.failed', 'a wrong or used code');
    return reply;
  });
}

/** Where the other house sends people back to: this centre, as the desk reached it. Registered there beforehand. */
function callbackOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}${browserPaths.callback}`;
}
