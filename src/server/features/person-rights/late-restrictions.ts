import { allTenants } from '#server/auth/all-tenants.ts';
import type { CentrePorts } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { executeAsCentre } from '#server/sync/as-centre.ts';
import { isKept } from '#shared/access/kept-scope.ts';
import { restrictionTable } from '#shared/features/person-rights/model.ts';
import { restrictionCarryOut } from '#shared/features/person-rights/restrict.ts';
import type { Service } from '#shared/kernel/service.ts';
import { PARTY } from '#shared/persons/rows-of-person.ts';

type Ports = Pick<CentrePorts, 'store' | 'commands' | 'newId' | 'clock' | 'notifier'>;

/**
 * Carries out restrictions that stand and were set before there was a scope for what is only kept. Before the node
 * answers anybody: no agent's desk is to be fed with their rows. Where several nodes start at once, the later ones find
 * it done.
 */
export function createLateRestrictions(ports: Ports): Service {
  return {
    async start() {
      for (const { tenantId } of await allTenants(ports.store)) {
        const ver = await ports.store.withTenant(tenantId, (tx) => carryOut(tx, ports));
        if (ver !== undefined) ports.notifier.publish({ tenantId, ver });
      }
    },
    stop() {},
  };
}

/** @returns the tenant's newest version; undefined: there was nothing to do. */
async function carryOut(tx: Tx, { commands, newId, clock }: Ports): Promise<number | undefined> {
  const standing = await tx.query<{ id: string; scopeId: string; partyScopeId: string }>(
    `SELECT r.id, r.scope_id AS "scopeId", p.scope_id AS "partyScopeId"
     FROM ${restrictionTable.name} r JOIN ${PARTY} p ON p.tenant_id = r.tenant_id AND p.id = r.party_id
     WHERE r.tenant_id = $1 AND NOT r.deleted AND r.lifted_at IS NULL AND NOT p.deleted
     ORDER BY r.id`,
    [tx.tenantId],
  );
  let ver: number | undefined;
  for (const { id, scopeId, partyScopeId } of standing) {
    if (isKept(partyScopeId)) continue;
    const work = [{ name: restrictionCarryOut.name, args: { id } }];
    ver = await executeAsCentre(tx, work, { commands, newId, now: clock.now(), scopeIds: [scopeId] });
  }
  return ver;
}
