import type { Tx } from '#server/store/store.ts';
import type { Membership, Table } from '#shared/rows/table.ts';

/** Tables whose rows say who is of which group. */
export function membershipTables(tables: Iterable<Table>): readonly MembershipTable[] {
  return [...tables].flatMap(({ name, membership }) => (membership ? [{ name, ...membership }] : []));
}

export interface MembershipTable extends Membership {
  readonly name: string;
}

/** By user, the groups they are a member of now; who is of none is left out. */
export async function groupsOf(
  tx: Tx,
  tables: readonly MembershipTable[],
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (userIds.length === 0) return found;
  for (const { name, group, user } of tables) {
    // Names of tables and columns are checked by defineTable.
    const rows = await tx.query<{ userId: string; groupId: string }>(
      `SELECT "${user}" AS "userId", "${group}" AS "groupId" FROM "${name}"
       WHERE tenant_id = $1 AND NOT deleted AND "${user}" = ANY($2)`,
      [tx.tenantId, userIds],
    );
    for (const { userId, groupId } of rows) found.set(userId, [...(found.get(userId) ?? []), groupId]);
  }
  return found;
}
