import type { Tx } from '#server/store/store.ts';
import { CommandError } from '#shared/commands/command.ts';
import { idsIn, markOf } from '#shared/persons/erasure.ts';
import type { PushedCommand } from '#shared/sync/protocol.ts';

/** Refuses what came too late: it is about somebody who was erased, and nothing of it may be kept. */
export class ErasedError extends CommandError {}

/**
 * Tells which of these commands name a row of somebody who was erased, in their arguments or in what they saw.
 *
 * @returns the refusal; undefined where there is none.
 */
export async function findErased(
  tx: Tx,
  commands: readonly Pick<PushedCommand, 'args' | 'base' | 'mid'>[],
): Promise<(command: Pick<PushedCommand, 'mid'>) => ErasedError | undefined> {
  if (commands.length === 0 || !(await hasErasures(tx))) return () => undefined;
  const marksOfCommand = new Map(
    commands.map(({ mid, args, base }) => [mid, idsIn(JSON.stringify([args, base]) ?? '').map(markOf)]),
  );
  const marks = [...new Set([...marksOfCommand.values()].flat())];
  const found = await tx.query<{ mark: string }>(
    `SELECT DISTINCT mark FROM erasure, jsonb_array_elements_text(marks) AS mark
     WHERE tenant_id = $1 AND marks ?| $2 AND mark = ANY($2)`,
    [tx.tenantId, marks],
  );
  const erased = new Set(found.map(({ mark }) => mark));
  return ({ mid }) =>
    marksOfCommand.get(mid)?.some((mark) => erased.has(mark)) === true
      ? new ErasedError('party.erased', 'it is about somebody who was erased')
      : undefined;
}

/** Almost every tenant has none: one look at an index. */
async function hasErasures(tx: Tx): Promise<boolean> {
  const some = await tx.query('SELECT FROM erasure WHERE tenant_id = $1 LIMIT 1', [tx.tenantId]);
  return some.length > 0;
}
