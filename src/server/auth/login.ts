import { refusal } from '#server/http/refusal.ts';
import type { CentreLimits } from '#server/limits.ts';
import type { Secrets } from '#server/secrets/secrets.ts';
import type { Store, Tx } from '#server/store/store.ts';
import type { Policy } from '#shared/auth/protocol.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { grantsOf } from '#shared/access/access.ts';
import { scopesOf } from '#shared/access/kept-scope.ts';
import type { LoginReply, LoginRequest } from '#shared/sync/protocol.ts';
import { findAccount, isStillAsRead, normaliseLogin } from './accounts.ts';
import type { Account } from './accounts.ts';
import { countAddress, uncountAddress } from './address-failures.ts';
import { writeAudit } from './audit.ts';
import type { AuditEvent } from './audit.ts';
import { clearFailures, countAttempt } from './login-failures.ts';
import { verifyPassword } from './password.ts';
import { readSecondFactor, verifyCode } from './second-factor.ts';
import { owesPaper } from './policy-paper.ts';
import { membershipOf, mustOf, openSession } from './sessions.ts';
import { readTenantSettings } from './tenant-settings.ts';
import type { TenantSettings } from './tenant-settings.ts';
import { findTenant } from './tenants.ts';
import type { Tenant } from './tenants.ts';
import { sightKey } from './visible.ts';

export interface LoginDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly limits: CentreLimits;
}

/**
 * Opens a session. Unknown tenant, unknown login, wrong password and disabled account give the same answer after the
 * same work: one argon2. Where there is a second factor, the code comes along at the second try.
 *
 * @throws refusals `login.refused`, `login.too-many` (with `seconds` to wait), `login.code-needed`,
 *   `login.code-refused`.
 */
export async function login(
  request: LoginRequest,
  address: string,
  { store, clock, secrets, limits }: LoginDeps,
): Promise<LoginReply> {
  const tenant = await findTenant(store, request.tenant);
  const typed = normaliseLogin(request.login);
  const now = clock.now();
  const account = tenant && (await admit(store, tenant, { typed, address, now }));
  const isRight = await verifyPassword(request.password, account?.passwordHash);
  const note = (what: AuditEvent, actor: string | null): Promise<void> | undefined =>
    tenant && store.withTenant(tenant.tenantId, (tx) => writeAudit(tx, { what, at: now, actor, address }));
  const refuse = async (): Promise<never> => {
    // Who it was is known only once the password was right.
    await note('login.refused', isRight && account ? account.userId : null);
    throw refusal(401, 'login.refused', 'unknown tenant or login, or wrong password');
  };
  if (!tenant || !account || !isRight || account.disabled) return refuse();
  const opened = await store.withTenant(tenant.tenantId, async (tx) => {
    if (!(await isStillAsRead(tx, account))) return 'refused';
    const { on } = await readSecondFactor(tx, account.userId);
    if (on && request.code === undefined) return 'code-needed';
    if (on) {
      const verdict = await verifyCode(tx, account.userId, request.code ?? '', { now, secrets });
      if (verdict === 'wrong') return 'code-refused';
      if (verdict === 'recovery')
        await writeAudit(tx, { what: 'recovery-code.used', at: now, actor: account.userId, address });
    }
    await clearFailures(tx, typed);
    await uncountAddress(tx, address, now);
    const { device } = request;
    return admitted(tx, { tenant, account, device, address, now, hasSecondFactor: on, limits });
  });
  if (opened === 'refused') return refuse();
  if (opened === 'code-needed')
    throw refusal(401, 'login.code-needed', 'the code of the second factor is missing');
  if (opened === 'code-refused') {
    await note('login.code-refused', account.userId);
    throw refusal(401, 'login.code-refused', 'a wrong code, or one that was used before');
  }
  return opened;
}

/** Counts the try, then tells whose it would be. Both the account and the address may have to wait. */
async function admit(
  store: Store,
  { tenantId }: Tenant,
  { typed, address, now }: { readonly typed: string; readonly address: string; readonly now: number },
): Promise<Account | undefined> {
  const { wait, account } = await store.withTenant(tenantId, async (tx) => {
    const byAddress = await countAddress(tx, address, now);
    const byAccount = byAddress > 0 ? 0 : await countAttempt(tx, typed, now);
    const longest = Math.max(byAddress, byAccount);
    if (longest > 0) await writeAudit(tx, { what: 'login.paused', at: now, actor: null, address });
    return { wait: longest, account: await findAccount(tx, typed) };
  });
  if (wait > 0)
    throw refusal(429, 'login.too-many', 'too many failed sign-ins', { seconds: Math.ceil(wait / 1000) });
  return account;
}

export interface Admitted {
  readonly tenant: Tenant;
  readonly account: Account;
  readonly device: string;
  readonly address: string;
  readonly now: number;
  readonly hasSecondFactor: boolean;
  readonly byProvider?: boolean;
  readonly limits: CentreLimits;
}

/** Whoever comes here is who they say; by password or by another house's word. */
export async function admitted(tx: Tx, given: Admitted): Promise<LoginReply> {
  const { tenant, account, device, address, now, hasSecondFactor, byProvider = false, limits } = given;
  const { userId, name, roles, scopeId, mustChange } = account;
  const settings = await readTenantSettings(tx);
  const owes = await owesPaper(tx, userId, now);
  const token = await openSession(tx, { userId, device, now, byProvider });
  await writeAudit(tx, { what: 'login', at: now, actor: userId, address });
  return {
    token,
    tenantId: tenant.tenantId,
    tenantName: tenant.name,
    demo: tenant.demo,
    userId,
    userName: name,
    roles: [...roles],
    scopeId,
    must: [...mustOf({ mustChange, hasSecondFactor, owesPaper: owes }, settings)],
    policy: policyOf(account, { ...settings, ...limits }, await membershipOf(tx, userId)),
  };
}

/** What tenant and operator have decided for this person's desk; `member`: the scopes somebody is a member of. */
export function policyOf(
  who: Pick<Account, 'userId' | 'roles'>,
  settings: TenantSettings & CentreLimits,
  member: readonly string[],
): Policy {
  const { leaseDays, weakKeychain, readingLog, fileMb } = settings;
  const grants = grantsOf(who, settings);
  const sight = sightKey({ scopeIds: scopesOf(member, who), grants });
  const [hidden, reads] = [[...grants.hidden], [...readingLog.kinds]];
  return { leaseDays, weakKeychain, hidden, reads, sight, fileMb };
}
