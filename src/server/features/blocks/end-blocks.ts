import { writeAudit } from '#server/auth/audit.ts';
import { readTenantSettings } from '#server/auth/tenant-settings.ts';
import type { Tx } from '#server/store/store.ts';
import { executeAsCentre } from '#server/sync/as-centre.ts';
import { lockClock } from '#server/sync/tenant-clock.ts';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { blockEnd } from '#shared/features/blocks/commands.ts';
import { dayOf } from '#shared/kernel/day.ts';
import type { NewId } from '#shared/kernel/ids.ts';

/** Of one transaction; the rest waits for the next round. */
const MOST = 200;

interface Ended {
  readonly id: string;
  readonly until: string;
  readonly scopeId: string;
}

/**
 * Writes down, once each, which blocks have ended with their day: in the history and in the audit log. The desks do not
 * wait for it. Under the tenant's clock, so that two nodes never both write it.
 *
 * @returns the tenant's newest version; undefined: nothing has ended.
 */
export async function endBlocks(
  tx: Tx,
  { commands, newId, now }: { commands: CommandRegistry; newId: NewId; now: number },
): Promise<number | undefined> {
  const { timeZone } = await readTenantSettings(tx);
  const today = dayOf(now, timeZone);
  if ((await findEnded(tx, today)).length === 0) return undefined;
  await lockClock(tx);
  const ended = await findEnded(tx, today);
  if (ended.length === 0) return undefined;
  const work = ended.map(({ id, until }) => ({ name: blockEnd.name, args: { id, until } }));
  const scopeIds = [...new Set(ended.map(({ scopeId }) => scopeId))];
  const ver = await executeAsCentre(tx, work, { commands, newId, now, scopeIds });
  for (const { id } of ended)
    await writeAudit(tx, { what: 'block.ended', at: now, actor: CENTRE_ACTOR, subject: id });
  return ver;
}

function findEnded(tx: Tx, today: string): Promise<readonly Ended[]> {
  return tx.query<Ended & object>(
    `SELECT id, until, scope_id AS "scopeId" FROM block
     WHERE tenant_id = $1 AND NOT deleted AND lifted_at IS NULL AND until < $2 AND ended_with IS DISTINCT FROM until
     ORDER BY until, id LIMIT $3`,
    [tx.tenantId, today, MOST],
  );
}
