import type { CentrePorts } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { allTenants } from '#server/auth/all-tenants.ts';
import { executeAsCentre } from '#server/sync/as-centre.ts';
import type { NamedCommand } from '#server/sync/execute.ts';
import { erasureRecord, partyErase } from '#shared/features/person-rights/erase.ts';
import { nameId } from '#shared/kernel/name-id.ts';
import type { Service } from '#shared/kernel/service.ts';
import { markOf } from '#shared/persons/erasure.ts';
import { PARTY } from '#shared/persons/rows-of-person.ts';

interface Carried {
  readonly id: string;
  readonly scopeId: string;
  readonly marks: readonly string[];
  readonly reason: string;
  readonly erasedBy: string;
  readonly erasedAt: number;
}

type Ports = Pick<CentrePorts, 'store' | 'commands' | 'newId' | 'clock' | 'notifier'>;

/**
 * Erases again what a restored backup has brought back. Before the node answers anybody: no desk is to be fed with it.
 * Where several nodes start at once, the first does it and the others wait for it.
 */
export function createCarriedErasures(ports: Ports): Service {
  return {
    async start() {
      for (const { tenantId } of await allTenants(ports.store)) {
        const ver = await ports.store.withTenant(tenantId, (tx) => eraseAgain(tx, ports));
        if (ver !== undefined) ports.notifier.publish({ tenantId, ver });
      }
    },
    stop() {},
  };
}

/** @returns the tenant's newest version; undefined: nothing had been carried over. */
async function eraseAgain(tx: Tx, { commands, newId, clock }: Ports): Promise<number | undefined> {
  const carried = await tx.query<Carried & object>(
    `DELETE FROM erasure_carried WHERE tenant_id = $1
     RETURNING id, scope_id AS "scopeId", marks, reason, erased_by AS "erasedBy", erased_at AS "erasedAt"`,
    [tx.tenantId],
  );
  if (carried.length === 0) return undefined;
  const marked = new Map(carried.flatMap((erasure) => erasure.marks.map((mark) => [mark, erasure] as const)));
  const ids = await tx.query<{ id: string; scopeId: string }>(
    `SELECT id, scope_id AS "scopeId" FROM ${PARTY} WHERE tenant_id = $1`,
    [tx.tenantId],
  );
  let ver: number | undefined;
  const run = async (scopeId: string, { name }: { name: string }, args: object): Promise<void> => {
    const work: NamedCommand = { name, args };
    ver = await executeAsCentre(tx, [work], { commands, newId, now: clock.now(), scopeIds: [scopeId] });
  };
  for (const { scopeId, ...erasure } of carried) await run(scopeId, erasureRecord, erasure);
  for (const { id, scopeId } of ids) {
    const erasure = marked.get(markOf(id));
    // One that had become part of another went with it.
    if (!erasure || !(await isThere(tx, id))) continue;
    await run(scopeId, partyErase, {
      id: nameId(`${erasure.id}/again/${id}`),
      partyId: id,
      reason: erasure.reason,
    });
  }
  return ver;
}

async function isThere(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.query(`SELECT FROM ${PARTY} WHERE tenant_id = $1 AND id = $2`, [tx.tenantId, id]);
  return found.length > 0;
}
