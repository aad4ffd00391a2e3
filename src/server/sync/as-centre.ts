import type { Tx } from '#server/store/store.ts';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { execute } from './execute.ts';
import type { NamedCommand } from './execute.ts';

export interface CentreWork {
  readonly commands: CommandRegistry;
  readonly newId: NewId;
  readonly now: number;
  /** Of the rows it acts on; new rows go to the first. */
  readonly scopeIds: readonly string[];
}

/** Commands the centre runs by its own rules and in its own name. @returns the tenant's newest version. */
export function executeAsCentre(
  tx: Tx,
  work: readonly NamedCommand[],
  { commands, newId, now, scopeIds }: CentreWork,
): Promise<number> {
  const actor = { tenantId: tx.tenantId, userId: CENTRE_ACTOR, roles: ['admin' as const] };
  const author = {
    ...{ actor, client: `${CENTRE_ACTOR}-${newId()}`, scopeIds },
    ...{ homeScopeId: scopeIds[0] ?? '', seesCurrent: true },
  };
  return execute(tx, work, { commands, author, now });
}
