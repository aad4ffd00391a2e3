import type { Tx } from '#server/store/store.ts';
import { CommandError } from '#shared/commands/command.ts';
import { idsIn, markOf } from '#shared/persons/erasure.ts';
import type { PushedCommand } from '#shared/sync/protocol.ts';

/** Refuses what came too late: it is about somebody who was erased, and nothing of it may be kept. */
export class ErasedError extends CommandError {}

/**
 * Tells which of these commands name a row of somebody who was erased, in their arguments or in what they saw. One look
 * at an index, however many were erased.
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
    'SELECT mark FROM erasure_mark WHERE tenant_id = $1 AND mark = ANY($2)',
    [tx.tenantId, marks],
  );
  const erased = new Set(found.map(({ mark }) => mark));
  return ({ mid }) =>
    marksOfCommand.get(mid)?.some((mark) => erased.has(mark)) === true
      ? new ErasedError('party.erased', 'it is about somebody who was erased')
      : undefined;
}

/** Almost every tenant has none, and then no marks need to be made. */
async function hasErasures(tx: Tx): Promise<boolean> {
  const some = await tx.query('SELECT mark FROM erasure_mark WHERE tenant_id = $1 LIMIT 1', [tx.tenantId]);
  return some.length > 0;
}

/** What pushes are asked against from now on; in the transaction that enters the erasure. */
export async function noteMarks(tx: Tx, marks: unknown): Promise<void> {
  if (!Array.isArray(marks) || marks.length === 0) return;
  await tx.query(
    `INSERT INTO erasure_mark (tenant_id, mark) SELECT $1, * FROM unnest($2::text[]) WHERE true
     ON CONFLICT DO NOTHING`,
    [tx.tenantId, marks],
  );
}
