import type { Actor, Role } from '../commands/command.ts';
import type { AnyRow, Sensitivity, Table } from '../rows/table.ts';

export const ROLES = ['agent', 'lead', 'steward', 'admin'] as const satisfies readonly Role[];
/** Who acts where the centre itself does, by its own rules; no account can be named so, ids of users are UUIDs. */
export const CENTRE_ACTOR = 'centre';
export const SENSITIVITIES = ['health', 'birth-date'] as const satisfies readonly Sensitivity[];

/**
 * How far somebody sees within a tenant: `own` are the rows of their scopes that name them (`owners` of a table) or a
 * group of theirs (`ownerGroup`), `team` all rows of their scopes. Who is to see the whole tenant is a member of all its scopes.
 */
export type Reach = 'own' | 'team';

/** What one person may see and change beyond the scopes. Made of roles and the tenant's settings, on the centre. */
export interface Grants {
  readonly userId: string;
  readonly reach: Reach;
  /** Of reach `own`, the groups this person is a member of, in order; of `team` none, for they make no difference. */
  readonly groups: readonly string[];
  /** Kinds of fields that are not for this person. */
  readonly hidden: readonly Sensitivity[];
}

export interface AccessRules {
  readonly agentReach: Reach;
  /** By kind of field, who gets to see it; a kind that is not named is everybody's. */
  readonly sees: Readonly<Record<string, readonly Role[]>>;
}

export const OPEN_RULES: AccessRules = { agentReach: 'team', sees: {} };

export function reachOf(
  { roles }: Pick<Actor, 'roles'>,
  { agentReach }: Pick<AccessRules, 'agentReach'>,
): Reach {
  return roles.every((role) => role === 'agent') ? agentReach : 'team';
}

/**
 * The one place that tells what roles mean for rows and fields. What they mean for commands is `forbids`.
 *
 * @param memberOf the groups of this person, in any order
 */
export function grantsOf(
  { userId, roles }: Pick<Actor, 'userId' | 'roles'>,
  { agentReach, sees }: AccessRules,
  memberOf: readonly string[] = [],
): Grants {
  const reach = reachOf({ roles }, { agentReach });
  return {
    userId,
    reach,
    groups: reach === 'own' ? [...new Set(memberOf)].toSorted() : [],
    hidden: SENSITIVITIES.filter((kind) => {
      const allowed = sees[kind];
      return allowed !== undefined && !roles.some((role) => allowed.includes(role));
    }),
  };
}

/** Whether the row is within reach; a table that names no owner is the team's. */
export function mayRead({ reach, userId, groups }: Grants, table: Table, row: AnyRow): boolean {
  const { owners, ownerGroup } = table;
  if (reach === 'team' || owners.length === 0 || owners.some((column) => row[column] === userId)) return true;
  const group = ownerGroup === undefined ? null : row[ownerGroup];
  return typeof group === 'string' && groups.includes(group);
}

/** Names of the columns that are not for this person. */
export function hiddenColumns({ hidden }: Grants, table: Table): readonly string[] {
  if (hidden.length === 0) return [];
  return table.columnNames.filter((name) => {
    const sensitivity = table.columns[name]?.sensitivity;
    return sensitivity !== undefined && hidden.includes(sensitivity);
  });
}

/** The row with nothing in its hidden fields; undefined where it is out of reach. */
export function maskRow<R extends AnyRow>(grants: Grants, table: Table, row: R): R | undefined {
  if (!mayRead(grants, table, row)) return undefined;
  const hidden = hiddenColumns(grants, table);
  if (hidden.length === 0) return row;
  return { ...row, ...Object.fromEntries(hidden.map((name) => [name, emptyOf(table, name)])) };
}

/** Differs where two people's replicas of the same scopes would differ. */
export function grantsKey({ reach, userId, groups, hidden }: Grants): string {
  if (reach === 'team' && hidden.length === 0) return '';
  // Whoever is of no group keeps the key of versions that knew none: their replicas are what they were.
  const ofGroups = groups.length > 0 ? [groups] : [];
  return JSON.stringify([reach === 'own' ? userId : '', hidden, ...ofGroups]);
}

/** What a column holds where there is nothing to hold. */
function emptyOf(table: Table, name: string): string | number | boolean | null {
  const column = table.columns[name];
  if (!column || column.nullable) return null;
  switch (column.kind) {
    case 'integer':
    case 'real':
      return 0;
    case 'boolean':
      return false;
    case 'text':
    case 'json':
      return '';
  }
}
