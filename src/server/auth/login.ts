import { refusal } from '#server/http/refusal.ts';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { LoginReply, LoginRequest } from '#shared/sync/protocol.ts';
import { findAccount, normaliseLogin } from './accounts.ts';
import { clearFailures, countAttempt } from './login-failures.ts';
import { verifyPassword } from './password.ts';
import { openSession } from './sessions.ts';
import { findTenant } from './tenants.ts';

export interface LoginDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Opens a session. Unknown tenant, unknown login, wrong password and disabled account give the same answer after the
 * same work: one argon2.
 *
 * @throws refusals `login.refused`, `login.too-many` (with `seconds` to wait).
 */
export async function login(request: LoginRequest, { store, clock }: LoginDeps): Promise<LoginReply> {
  const tenant = await findTenant(store, request.tenant);
  const typed = normaliseLogin(request.login);
  const now = clock.now();
  const account =
    tenant &&
    (await store.withTenant(tenant.tenantId, async (tx) => {
      const wait = await countAttempt(tx, typed, now);
      if (wait > 0) {
        throw refusal(429, 'login.too-many', 'too many failed sign-ins', { seconds: Math.ceil(wait / 1000) });
      }
      return findAccount(tx, typed);
    }));
  const isRight = await verifyPassword(request.password, account?.passwordHash);
  if (!tenant || !account || !isRight || account.disabled) {
    throw refusal(401, 'login.refused', 'unknown tenant or login, or wrong password');
  }
  const token = await store.withTenant(tenant.tenantId, async (tx) => {
    await clearFailures(tx, typed);
    return openSession(tx, { userId: account.userId, device: request.device, now });
  });
  return {
    token,
    tenantId: tenant.tenantId,
    tenantName: tenant.name,
    demo: tenant.demo,
    userId: account.userId,
    userName: account.name,
    roles: [...account.roles],
    scopeId: account.scopeId,
  };
}
