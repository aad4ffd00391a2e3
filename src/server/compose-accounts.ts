import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createAdmin } from './admin.ts';
import type { Admin } from './admin.ts';
import { resources, secretColumns } from './all-features.ts';
import { accountRoutes } from './auth/account-routes.ts';
import { createAuthenticate, createFindPrincipal } from './auth/authenticate.ts';
import type { FindPrincipal } from './auth/authenticate.ts';
import type { PasswordCost } from './auth/password.ts';
import { createProviderClient } from './auth/provider/client.ts';
import { providerRoutes } from './auth/provider/routes.ts';
import { loginRoutes, logoutRoute } from './auth/routes.ts';
import { findTenant } from './auth/tenants.ts';
import type { CentreDatabase } from './compose-database.ts';
import { serverFeatures } from './features.ts';
import type { CentreLimits } from './limits.ts';
import type { KeyStore } from './secrets/keys.ts';
import { createOperatorSecrets } from './secrets/operator.ts';
import type { OperatorPorts } from './server-feature.ts';
import { asOwner } from './store/store.ts';
import type { ChangeNotifier } from './sync/change-notifier.ts';

/** Who there is, and who is let in. */
export interface CentreAccounts {
  readonly find: FindPrincipal;
  /** A hook that lets nobody through without a living session, nor anybody for whom something comes first. */
  readonly authenticate: (request: FastifyRequest) => Promise<void>;
  /** For everybody: signing in. */
  signInRoutes(app: FastifyInstance): void;
  /** One's own account, also for whom something comes first; in a scope of its own. */
  ownRoutes(scope: FastifyInstance): void;
}

export function composeAccounts({
  database: { store, clock, secrets, registry },
  limits,
}: {
  readonly database: CentreDatabase;
  readonly limits: CentreLimits;
}): CentreAccounts {
  const find = createFindPrincipal({ store, clock, tables: registry.tables });
  const login = { store, clock, secrets, limits };
  const client = createProviderClient(clock.now);
  return {
    find,
    authenticate: createAuthenticate({ find }),
    signInRoutes(app) {
      loginRoutes(app, login);
      providerRoutes(app, { ...login, client });
    },
    ownRoutes(scope) {
      scope.addHook('onRequest', createAuthenticate({ find, letsUnfinishedIn: true }));
      logoutRoute(scope, { store, clock });
      accountRoutes(scope, login);
    },
  };
}

/** Accounts as operators, seeds and features make them. */
export function composeAdmin({
  database: { store, clock, newId },
  commands,
  notifier,
  passwordCost,
}: {
  readonly database: CentreDatabase;
  readonly commands: CommandRegistry;
  readonly notifier: ChangeNotifier;
  readonly passwordCost: PasswordCost | undefined;
}): Admin {
  return createAdmin({ store, commands, features: serverFeatures, notifier, clock, newId, passwordCost });
}

/** What the operator's command line lends to its subcommands. */
export function composeOperatorPorts({
  database: { pool, store, clock, newId, secrets },
  admin,
  secretKeys,
}: {
  readonly database: CentreDatabase;
  readonly admin: Admin;
  readonly secretKeys: KeyStore;
}): OperatorPorts {
  return {
    inTenant: admin.inTenant,
    introduce: admin.introduce,
    async asOwner(slug, work) {
      const tenant = await findTenant(store, slug);
      if (!tenant) throw new AppError('tenant.unknown', `no tenant ${slug}`, { slug });
      return asOwner(pool, tenant.tenantId, work);
    },
    resources,
    secrets: createOperatorSecrets({
      store,
      clock,
      keys: secretKeys,
      vault: secrets,
      columns: secretColumns,
    }),
    newId,
    clock,
  };
}
