import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBody } from '#server/http/body.ts';
import { refusal } from '#server/http/refusal.ts';
import type { Tx } from '#server/store/store.ts';
import {
  accountPaths,
  beginSecondFactorRequest,
  changePasswordRequest,
  confirmSecondFactorRequest,
  devicesRequest,
  removeSecondFactorRequest,
  revokeDeviceRequest,
} from '#shared/auth/protocol.ts';
import { acceptPaperRequest } from '#shared/auth/policy-paper.ts';
import { findAccountById, isStillAsRead, setPassword } from './accounts.ts';
import type { Account } from './accounts.ts';
import { writeAudit } from './audit.ts';
import type { AuditEvent } from './audit.ts';
import { principalOf, requireRole } from './authenticate.ts';
import { policyOf } from './login.ts';
import type { LoginDeps } from './login.ts';
import { clearFailures, countAttempt } from './login-failures.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { acceptPaper, listPapers } from './policy-paper.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  readSecondFactor,
  removeSecondFactor,
  verifyCode,
} from './second-factor.ts';
import { listDevices, membershipOf, revokeDevice, revokeDevicesOf } from './sessions.ts';
import { readTenantSettings } from './tenant-settings.ts';
import { unsentKeyOf } from './unsent-key.ts';

/** Behind an authenticate that lets the unfinished in: this is where they finish. */
export function accountRoutes(app: FastifyInstance, deps: LoginDeps): void {
  const { store, clock, secrets, limits } = deps;
  const inTenant = <T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T> =>
    store.withTenant(principalOf(request).actor.tenantId, work);
  const note = (tx: Tx, request: FastifyRequest, what: AuditEvent, subject?: string): Promise<void> =>
    writeAudit(tx, {
      what,
      at: clock.now(),
      actor: principalOf(request).actor.userId,
      address: request.ip,
      ...(subject !== undefined && { subject }),
    });

  /** Guesses here and at the sign-in share one count, whether of the password or of a code. */
  async function countGuess(tx: Tx, request: FastifyRequest): Promise<Account> {
    const account = await findAccountById(tx, principalOf(request).actor.userId);
    if (!account) throw new Error('a session without an account');
    const wait = await countAttempt(tx, account.login, clock.now());
    if (wait > 0)
      throw refusal(429, 'login.too-many', 'too many wrong passwords', { seconds: Math.ceil(wait / 1000) });
    return account;
  }

  /** The guess stays counted: where a code comes along, that is to be right as well. */
  async function provePassword(request: FastifyRequest, password: string): Promise<Account> {
    const account = await inTenant(request, (tx) => countGuess(tx, request));
    if (!(await verifyPassword(password, account.passwordHash)))
      throw refusal(400, 'password.wrong', 'this is not the present password');
    return account;
  }

  /** A session alone is not enough for what outlives it. */
  async function proveAccount(request: FastifyRequest, password: string): Promise<Account> {
    const account = await provePassword(request, password);
    await inTenant(request, (tx) => clearFailures(tx, account.login));
    return account;
  }

  app.post(accountPaths.standing, async (request) => {
    const { actor, must } = principalOf(request);
    return inTenant(request, async (tx) => ({
      must,
      policy: policyOf(
        actor,
        { ...(await readTenantSettings(tx)), ...limits },
        await membershipOf(tx, actor.userId),
      ),
      roles: actor.roles,
    }));
  });

  app.post(accountPaths.password, async (request, reply) => {
    const { old, password } = parseBody(changePasswordRequest, request.body);
    const account = await proveAccount(request, old);
    const { userId, name } = account;
    if (old.normalize('NFKC') === password.normalize('NFKC'))
      throw refusal(400, 'password.same', 'the new password is the old one');
    const passwordHash = await hashPassword(password, [name]);
    await inTenant(request, async (tx) => {
      // An administrator has set another one meanwhile.
      if (!(await isStillAsRead(tx, account)))
        throw refusal(400, 'password.wrong', 'this is not the present password');
      await setPassword(tx, userId, { passwordHash, mustChange: false });
      await revokeDevicesOf(tx, userId, { now: clock.now(), except: principalOf(request).session });
      await note(tx, request, 'password.changed');
    });
    return reply.code(204).send();
  });

  app.post(accountPaths.secondFactor, async (request) => {
    const { userId } = principalOf(request).actor;
    return inTenant(request, async (tx) => ({
      ...(await readSecondFactor(tx, userId)),
      required: (await readTenantSettings(tx)).secondFactorRequired,
    }));
  });

  app.post(accountPaths.beginSecondFactor, async (request) => {
    const { password } = parseBody(beginSecondFactorRequest, request.body);
    const { userId, name } = await proveAccount(request, password);
    const begun = await inTenant(request, (tx) =>
      beginSecondFactor(tx, userId, { issuer: 'Rufblatt', label: name, secrets }),
    );
    if (!begun) throw refusal(409, 'second-factor.on', 'there is one already');
    return begun;
  });

  app.post(accountPaths.confirmSecondFactor, async (request) => {
    const { code } = parseBody(confirmSecondFactorRequest, request.body);
    const recoveryCodes = await inTenant(request, async (tx) => {
      const { userId, login } = await countGuess(tx, request);
      const codes = await confirmSecondFactor(tx, userId, code, { now: clock.now(), secrets });
      if (!codes) return undefined;
      await clearFailures(tx, login);
      await note(tx, request, 'second-factor.on');
      return codes;
    });
    if (!recoveryCodes) throw refusal(400, 'login.code-refused', 'a wrong code');
    return { recoveryCodes };
  });

  app.post(accountPaths.removeSecondFactor, async (request, reply) => {
    const { password, code } = parseBody(removeSecondFactorRequest, request.body);
    const { userId, login } = await provePassword(request, password);
    const isRemoved = await inTenant(request, async (tx) => {
      if ((await readTenantSettings(tx)).secondFactorRequired)
        throw refusal(403, 'second-factor.required', 'the organisation asks for a second factor');
      if ((await verifyCode(tx, userId, code, { now: clock.now(), secrets })) === 'wrong') {
        await note(tx, request, 'login.code-refused');
        return false;
      }
      await clearFailures(tx, login);
      await removeSecondFactor(tx, userId);
      await note(tx, request, 'second-factor.off');
      return true;
    });
    if (!isRemoved) throw refusal(400, 'login.code-refused', 'a wrong code');
    return reply.code(204).send();
  });

  app.post(accountPaths.unsentKey, async (request) =>
    inTenant(request, (tx) => unsentKeyOf(tx, principalOf(request).actor.userId, secrets)),
  );

  app.post(accountPaths.papers, async (request) =>
    inTenant(request, async (tx) => ({ papers: await listPapers(tx, principalOf(request).actor.userId) })),
  );

  app.post(accountPaths.acceptPaper, async (request, reply) => {
    const { version } = parseBody(acceptPaperRequest, request.body);
    const { userId } = principalOf(request).actor;
    await inTenant(request, async (tx) => {
      if (!(await acceptPaper(tx, { userId, version, now: clock.now() })))
        throw refusal(404, 'policy-paper.unknown', 'no such version', { version });
      await note(tx, request, 'policy-paper.accepted', String(version));
    });
    return reply.code(204).send();
  });

  app.post(accountPaths.devices, async (request) => {
    const { of } = parseBody(devicesRequest, request.body);
    if (of === 'tenant') await requireRole(request, deps, 'admin');
    const { actor, session } = principalOf(request);
    const whose = of === 'me' ? { userId: actor.userId } : {};
    return inTenant(request, async (tx) => ({
      devices: await listDevices(tx, { ...whose, now: clock.now(), own: session }),
    }));
  });

  app.post(accountPaths.revokeDevice, async (request, reply) => {
    const { id } = parseBody(revokeDeviceRequest, request.body);
    const { actor } = principalOf(request);
    const whose = actor.roles.includes('admin') ? {} : { userId: actor.userId };
    await inTenant(request, async (tx) => {
      const owner = await revokeDevice(tx, { id, ...whose, now: clock.now() });
      if (owner === undefined) throw refusal(404, 'device.unknown', 'no such device');
      await note(tx, request, 'device.revoked', owner);
    });
    return reply.code(204).send();
  });
}
