import type { Client } from 'pg';
import type { NewId } from '#shared/kernel/ids.ts';
import { withConnection } from './connect.ts';

/**
 * Gives every tenant's history a new name: replicas then pull everything anew instead of carrying on from a position
 * that now means something else (docs/operations.md, "What the desks do after a restore").
 *
 * @returns the number of tenants.
 */
export async function renewEpochs(client: Client, newId: NewId): Promise<number> {
  const { rows } = await client.query<{ tenant_id: string }>('SELECT tenant_id FROM tenant_clock');
  for (const { tenant_id: tenantId } of rows) {
    await client.query('UPDATE tenant_clock SET epoch = $2 WHERE tenant_id = $1', [tenantId, newId()]);
  }
  return rows.length;
}

/** For a database that was restored by other means: pg_restore, a base backup, a snapshot of the machine. */
export function renewEpochsOf(databaseUrl: string, newId: NewId): Promise<number> {
  return withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN; SET LOCAL row_security = off');
    const tenants = await renewEpochs(client, newId);
    await client.query('COMMIT');
    return tenants;
  });
}
