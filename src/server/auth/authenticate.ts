import type { FastifyRequest } from 'fastify';
import { refusal } from '#server/http/refusal.ts';
import type { Store } from '#server/store/store.ts';
import type { Role } from '#shared/commands/command.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import { writeAudit } from './audit.ts';
import { membershipTables } from './groups.ts';
import type { Principal } from './principal.ts';
import { createBatcher } from '#server/store/batcher.ts';
import { findPrincipals } from './sessions.ts';
import type { Ended } from './sessions.ts';
import { parseToken } from './token.ts';
import type { TokenKey } from './token.ts';

/** Browsers cannot set headers on a WebSocket: there the token is the second subprotocol, after this one. */
export const HINTS_SUBPROTOCOL = 'rufblatt.hints';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Only behind {@link createAuthenticate}. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (!principal) throw new Error('the route is not behind authenticate');
  return principal;
}

export interface AuthenticateDeps {
  readonly find: FindPrincipal;
  /** Lets people in who must first change their password or enrol a second factor: the routes where they do. */
  readonly letsUnfinishedIn?: boolean;
}

export interface FindDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly tables: ReadonlyMap<string, Table>;
}

/** Requests of one tenant that are looked up in one transaction. */
const MAX_TOGETHER = 200;

const REASONS: Readonly<Record<Ended, string>> = {
  revoked: 'this device was signed out by somebody',
  disabled: 'this account is closed',
  ended: 'sign in again',
};

/** Whose a session is at the moment, or why it is over. */
export type FindPrincipal = (key: TokenKey) => Promise<Principal | Ended>;

export function createFindPrincipal({ store, clock, tables }: FindDeps): FindPrincipal {
  const memberships = membershipTables(tables.values());
  // Nothing is kept from one request for the next: what has been taken away is gone with the commit that took it.
  const find = createBatcher<TokenKey, Principal | Ended>({
    limit: MAX_TOGETHER,
    async run(tenantId, batch) {
      const keys = batch.map(({ item }) => item);
      const found = await store.withTenant(tenantId, (tx) =>
        findPrincipals(tx, keys, { now: clock.now(), memberships }),
      );
      for (const [index, { resolve }] of batch.entries()) resolve(found[index] ?? 'ended');
    },
  });
  return (key) => find(key.tenantId, key);
}

/**
 * A hook that lets nobody through without a living session: 401 `session.ended`, `session.revoked`,
 * `session.disabled`; 403 `session.unfinished` while there is something that comes first.
 */
export function createAuthenticate({ find, letsUnfinishedIn = false }: AuthenticateDeps) {
  return async (request: FastifyRequest): Promise<void> => {
    const key = parseToken(presentedToken(request));
    const found = key ? await find(key) : 'ended';
    if (typeof found === 'string') throw refusal(401, `session.${found}`, REASONS[found]);
    if (found.must.length > 0 && !letsUnfinishedIn)
      throw refusal(403, 'session.unfinished', `first: ${found.must.join(', ')}`);
    principals.set(request, found);
  };
}

/** Refuses with 403 `access.denied` whoever has none of these roles, and writes it down. */
export async function requireRole(
  request: FastifyRequest,
  { store, clock }: Pick<FindDeps, 'store' | 'clock'>,
  ...roles: readonly Role[]
): Promise<void> {
  const { actor } = principalOf(request);
  if (actor.roles.some((role) => roles.includes(role))) return;
  await store.withTenant(actor.tenantId, (tx) =>
    writeAudit(tx, {
      what: 'access.denied',
      at: clock.now(),
      actor: actor.userId,
      subject: request.routeOptions.url ?? '',
      address: request.ip,
    }),
  );
  throw refusal(403, 'access.denied', `only for ${roles.join(', ')}`);
}

function presentedToken({ headers }: FastifyRequest): string {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const [marker, token] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  return marker === HINTS_SUBPROTOCOL ? (token ?? '') : '';
}
