import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { findAccountById, setPassword } from '#server/auth/accounts.ts';
import type { Account } from '#server/auth/accounts.ts';
import { writeAudit } from '#server/auth/audit.ts';
import type { AuditEvent } from '#server/auth/audit.ts';
import { principalOf, requireRole } from '#server/auth/authenticate.ts';
import { hashPassword } from '#server/auth/password.ts';
import { listAcceptances, listPapers, publishPaper } from '#server/auth/policy-paper.ts';
import { removeSecondFactor } from '#server/auth/second-factor.ts';
import { revokeDevicesOf } from '#server/auth/sessions.ts';
import { readTenantSettings, setTenantSetting } from '#server/auth/tenant-settings.ts';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import type { CentrePorts } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { listScopes } from '#server/sync/scope-commands.ts';
import {
  ADMINISTRATION_PATH,
  administrationRequests,
  administrationRights,
  houseSettings,
} from '#shared/features/administration/requests.ts';
import type { AdministrationAct } from '#shared/features/administration/requests.ts';
import { firstPassword } from './first-password.ts';
import { changeRoles, changeScopes, closeOrOpen, listUsers, unknownUser } from './users.ts';

export interface AdministrationDeps extends Pick<
  CentrePorts,
  'store' | 'clock' | 'createUser' | 'renameUser'
> {
  /** A whole number below the given one; cryptographic. */
  readonly random: (below: number) => number;
}

interface Asked<A extends AdministrationAct> {
  readonly body: z.infer<(typeof administrationRequests)[A]>;
  readonly request: FastifyRequest;
  /** Into the audit log, in the name of whoever asks. */
  readonly note: (tx: Tx, what: AuditEvent, subject: string) => Promise<void>;
  readonly inTenant: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** Behind authenticate. Who may do what: {@link administrationRights}; refusals are audited. */
export function administrationRoutes(app: FastifyInstance, deps: AdministrationDeps): void {
  const { store, clock, createUser, renameUser, random } = deps;

  function answer<A extends AdministrationAct>(
    act: A,
    work: (asked: Asked<A>) => Promise<object | void>,
  ): void {
    app.post(`${ADMINISTRATION_PATH}/${act}`, async (request) => {
      await requireRole(request, deps, ...administrationRights[act]);
      const { tenantId, userId } = principalOf(request).actor;
      const body = parseBody<Asked<A>['body']>(administrationRequests[act] as never, request.body);
      const note: Asked<A>['note'] = (tx, what, subject) =>
        writeAudit(tx, { what, at: clock.now(), actor: userId, subject, address: request.ip });
      const done = await work({
        body,
        request,
        note,
        inTenant: (inner) => store.withTenant(tenantId, inner),
      });
      return done ?? {};
    });
  }

  answer('users', ({ inTenant }) => inTenant(async (tx) => ({ users: await listUsers(tx, clock.now()) })));
  answer('create', async ({ body, request }) => {
    const { actor, homeScopeId } = principalOf(request);
    const password = firstPassword(random);
    const by = { ...actor, scopeId: homeScopeId, address: request.ip };
    const { userId } = await createUser(by, { ...body, password, mustChange: true });
    return { userId, password };
  });
  answer('scopes', ({ inTenant }) => inTenant(async (tx) => ({ scopes: await listScopes(tx) })));
  answer('rename', async ({ body: { userId, name }, request, inTenant }) => {
    await inTenant((tx) => mustFind(tx, userId));
    const { actor, homeScopeId } = principalOf(request);
    await renameUser({ ...actor, scopeId: homeScopeId, address: request.ip }, { userId, name });
  });
  answer('set-scopes', ({ body: { userId, scopeIds }, note, inTenant }) =>
    inTenant(async (tx) => {
      await mustFind(tx, userId);
      await changeScopes(tx, userId, scopeIds);
      await note(tx, 'account.scopes', userId);
    }),
  );
  answer('set-roles', ({ body: { userId, roles }, note, inTenant }) =>
    inTenant(async (tx) => {
      await changeRoles(tx, userId, roles);
      await note(tx, 'account.roles', userId);
    }),
  );
  answer('set-disabled', ({ body: { userId, disabled }, note, inTenant }) =>
    inTenant(async (tx) => {
      await mustFind(tx, userId);
      await closeOrOpen(tx, userId, disabled);
      await note(tx, disabled ? 'account.disabled' : 'account.enabled', userId);
    }),
  );
  answer('reset-password', async ({ body: { userId }, note, inTenant }) => {
    const { name } = await inTenant((tx) => mustFind(tx, userId));
    const password = firstPassword(random);
    const passwordHash = await hashPassword(password, [name]);
    await inTenant(async (tx) => {
      await setPassword(tx, userId, { passwordHash, mustChange: true });
      await revokeDevicesOf(tx, userId, { now: clock.now() });
      await note(tx, 'password.set', userId);
    });
    return { userId, password };
  });
  answer('reset-second-factor', ({ body: { userId }, note, inTenant }) =>
    inTenant(async (tx) => {
      await mustFind(tx, userId);
      await removeSecondFactor(tx, userId);
      await note(tx, 'second-factor.off', userId);
    }),
  );
  answer('sign-out-everywhere', ({ body: { userId }, note, inTenant }) =>
    inTenant(async (tx) => {
      await mustFind(tx, userId);
      await revokeDevicesOf(tx, userId, { now: clock.now() });
      await note(tx, 'device.revoked', userId);
    }),
  );
  answer('settings', ({ inTenant }) =>
    inTenant(async (tx) => houseSettings.parse(await readTenantSettings(tx))),
  );
  answer('change-settings', ({ body, note, inTenant }) =>
    inTenant(async (tx) => {
      for (const [name, value] of Object.entries(body)) {
        await setTenantSetting(tx, name, value);
        await note(tx, 'setting.changed', name);
      }
    }),
  );
  answer('papers', ({ request, inTenant }) =>
    inTenant(async (tx) => ({
      papers: await listPapers(tx, principalOf(request).actor.userId),
      acceptances: await listAcceptances(tx),
    })),
  );
  answer('publish-paper', ({ body, request, note, inTenant }) =>
    inTenant(async (tx) => {
      const publishedBy = principalOf(request).actor.userId;
      const version = await publishPaper(tx, { ...body, publishedBy, now: clock.now() });
      if (version === undefined)
        throw refusal(409, 'policy-paper.raced', 'somebody has published a version at the same moment');
      await note(tx, 'policy-paper.published', String(version));
    }),
  );
}

async function mustFind(tx: Tx, userId: string): Promise<Account> {
  const account = await findAccountById(tx, userId);
  if (!account) throw unknownUser(userId);
  return account;
}
