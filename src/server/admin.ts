import {
  findAccount,
  insertAccount,
  normaliseLogin,
  setDisabled,
  setName,
  setScopes,
} from '#server/auth/accounts.ts';
import { OPERATOR, writeAudit } from '#server/auth/audit.ts';
import { hashPassword } from '#server/auth/password.ts';
import type { PasswordCost } from '#server/auth/password.ts';
import { findTenant, insertTenant } from '#server/auth/tenants.ts';
import type { Tenant } from '#server/auth/tenants.ts';
import type { CreateUser, Newcomer, RenameUser, ServerFeature, UserToMake } from '#server/server-feature.ts';
import type { Store, Work } from '#server/store/store.ts';
import type { ChangeNotifier } from '#server/sync/change-notifier.ts';
import { listScopes } from '#server/sync/scope-commands.ts';
import { execute, executeInBulk } from '#server/sync/execute.ts';
import type { NamedCommand } from '#server/sync/execute.ts';
import { createClock } from '#server/sync/tenant-clock.ts';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { NewId } from '#shared/kernel/ids.ts';

export interface TenantSpec {
  /** What people type at sign-in: lower case letters, digits, dashes. */
  readonly slug: string;
  readonly name: string;
  readonly demo?: boolean;
  /** Made when left out; UUIDs. */
  readonly tenantId?: string;
  readonly scopeId?: string;
}

export interface UserSpec extends UserToMake {
  /** The tenant's slug. */
  readonly tenant: string;
}

/** What the operator, a seed or a test may do; nothing of it is reachable over HTTP. */
export interface Admin {
  /** Throws AppError `tenant.bad-slug`, `tenant.exists`. */
  createTenant(spec: TenantSpec): Promise<{ readonly tenantId: string; readonly scopeId: string }>;
  /** Account, scopes and staff row. Throws AppError `tenant.unknown`, `account.login-taken`, `password.too-short`. */
  createUser(spec: UserSpec): Promise<{ readonly userId: string }>;
  /** The same in the name of an administrator of the tenant. */
  readonly createUserAs: CreateUser;
  /** As an administrator of the tenant. */
  readonly renameUserAs: RenameUser;
  /** Runs commands with an administrator's rights in somebody's name: all or, at the first refusal, none. */
  execute(
    as: { readonly tenant: string; readonly userId: string },
    work: readonly NamedCommand[],
  ): Promise<void>;
  /** As `execute`, for many thousand commands, each in its own user's name: the same log and history, much sooner. */
  load(
    as: { readonly tenant: string; readonly userId: string },
    work: readonly NamedCommand[],
  ): Promise<void>;
  setDisabled(tenant: string, userId: string, disabled: boolean): Promise<void>;
  setScopes(tenant: string, userId: string, scopeIds: readonly string[]): Promise<void>;
  /** What makes somebody new, together with what the features keep of them. Throws AppError `tenant.unknown`. */
  introduce<T>(tenant: string, work: Work<Newcomer<T>>): Promise<T>;
  /** A transaction in the tenant, under the same row level security as everything else. */
  inTenant<T>(tenant: string, work: Work<T>): Promise<T>;
}

export interface AdminDeps {
  readonly store: Store;
  readonly commands: CommandRegistry;
  readonly features: readonly ServerFeature[];
  readonly notifier: ChangeNotifier;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Default: what hashPassword takes by itself. */
  readonly passwordCost?: PasswordCost | undefined;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** How colleagues call them: the last word of the name. */
function shortNameOf(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? name;
}

export function createAdmin(deps: AdminDeps): Admin {
  const { store, commands, features, notifier, clock, newId, passwordCost } = deps;

  async function mustFind(slug: string): Promise<Tenant> {
    const tenant = await findTenant(store, slug);
    if (!tenant) throw new AppError('tenant.unknown', `no tenant ${slug}`, { slug });
    return tenant;
  }

  function authorOf({ tenantId }: Pick<Tenant, 'tenantId'>, userId: string, scopeIds: readonly string[]) {
    const actor = { tenantId, userId, roles: ['admin' as const] };
    const homeScopeId = scopeIds[0] ?? '';
    return { actor, client: `${CENTRE_ACTOR}-${newId()}`, scopeIds, homeScopeId, seesCurrent: true };
  }

  async function run(
    how: typeof execute,
    as: { readonly tenant: string; readonly userId: string },
    work: readonly NamedCommand[],
  ): Promise<void> {
    const tenant = await mustFind(as.tenant);
    const author = authorOf(tenant, as.userId, [tenant.defaultScopeId]);
    const now = clock.now();
    const ver = await store.withTenant(tenant.tenantId, (tx) => how(tx, work, { commands, author, now }));
    notifier.publish({ tenantId: tenant.tenantId, ver });
  }

  async function introduce<T>(tenant: Pick<Tenant, 'tenantId'>, work: Work<Newcomer<T>>): Promise<T> {
    const now = clock.now();
    const done = await store.withTenant(tenant.tenantId, async (tx) => {
      const { user, scopeId, made } = await work(tx);
      const welcome = features.flatMap((feature) => feature.onNewUser?.(user) ?? []);
      const author = authorOf(tenant, CENTRE_ACTOR, [scopeId]);
      return { made, ver: await execute(tx, welcome, { commands, author, now }) };
    });
    notifier.publish({ tenantId: tenant.tenantId, ver: done.ver });
    return done.made;
  }

  async function createUser(
    { userId = newId(), ...spec }: UserToMake & { readonly scopeIds: readonly string[] },
    by: {
      readonly tenantId: string;
      readonly actor: string;
      readonly address?: string;
      /** What no password of it may be, beside login and name. */
      readonly words: readonly string[];
    },
  ): Promise<{ readonly userId: string }> {
    const context = [spec.login, spec.name, ...by.words];
    const passwordHash = await hashPassword(spec.password, context, passwordCost);
    const [scopeId = '', ...others] = spec.scopeIds;
    const user = {
      userId,
      name: spec.name,
      shortName: spec.shortName ?? shortNameOf(spec.name),
      extension: spec.extension ?? null,
      mail: spec.mail ?? null,
    };
    const { actor, address } = by;
    const now = clock.now();
    return introduce(by, async (tx) => {
      if (await findAccount(tx, normaliseLogin(spec.login))) {
        throw new AppError('account.login-taken', `there is a login ${spec.login}`, { login: spec.login });
      }
      const { login, name, roles, mustChange = false } = spec;
      const account = { userId, login, name, roles, passwordHash, mustChange };
      await insertAccount(tx, { ...account, scopeId, scopeIds: others, now });
      await writeAudit(tx, {
        ...{ what: 'account.created', at: now, actor, subject: userId },
        ...(address !== undefined && { address }),
      });
      return { user, scopeId, made: { userId } };
    });
  }

  return {
    async createTenant({ slug, name, demo = false, tenantId = newId(), scopeId = newId() }) {
      if (!SLUG.test(slug))
        throw new AppError('tenant.bad-slug', 'lower case letters, digits, dashes', { slug });
      if (await findTenant(store, slug))
        throw new AppError('tenant.exists', `there is a tenant ${slug}`, { slug });
      await store.withTenant(tenantId, async (tx) => {
        await insertTenant(tx, { slug, name, demo, defaultScopeId: scopeId, now: clock.now() });
        await createClock(tx, newId());
      });
      return { tenantId, scopeId };
    },

    async createUser(spec) {
      const tenant = await mustFind(spec.tenant);
      const scopeIds = spec.scopeIds ?? [tenant.defaultScopeId];
      return createUser({ ...spec, scopeIds }, { ...tenant, actor: OPERATOR, words: [spec.tenant] });
    },

    createUserAs: ({ tenantId, userId, scopeId, address }, spec) =>
      createUser(
        { ...spec, scopeIds: spec.scopeIds ?? [scopeId] },
        { tenantId, actor: userId, address, words: [] },
      ),

    async renameUserAs({ tenantId, userId: actor, address }, { userId, name }) {
      const now = clock.now();
      const ver = await store.withTenant(tenantId, async (tx) => {
        if (!(await setName(tx, userId, name)))
          throw new AppError('account.unknown', `no account ${userId}`, { userId });
        await writeAudit(tx, { what: 'account.renamed', at: now, actor, subject: userId, address });
        const renamed = { userId, name, shortName: shortNameOf(name) };
        const work = features.flatMap((feature) => feature.onRenamedUser?.(renamed) ?? []);
        // What is kept of somebody lies in whatever scope they began in.
        const scopes = (await listScopes(tx)).map(({ id }) => id);
        const author = authorOf({ tenantId }, actor, scopes);
        return execute(tx, work, { commands, author, now });
      });
      notifier.publish({ tenantId, ver });
    },

    introduce: async (slug, work) => introduce(await mustFind(slug), work),

    execute: (as, work) => run(execute, as, work),

    load: (as, work) => run(executeInBulk, as, work),

    async setDisabled(slug, userId, disabled) {
      const { tenantId } = await mustFind(slug);
      await store.withTenant(tenantId, async (tx) => {
        await setDisabled(tx, userId, disabled);
        const what = disabled ? 'account.disabled' : 'account.enabled';
        await writeAudit(tx, { what, at: clock.now(), actor: OPERATOR, subject: userId });
      });
    },

    async setScopes(slug, userId, scopeIds) {
      const { tenantId } = await mustFind(slug);
      await store.withTenant(tenantId, async (tx) => {
        await setScopes(tx, userId, scopeIds);
        await writeAudit(tx, { what: 'account.scopes', at: clock.now(), actor: OPERATOR, subject: userId });
      });
    },

    async inTenant(slug, work) {
      const { tenantId } = await mustFind(slug);
      return store.withTenant(tenantId, work);
    },
  };
}
