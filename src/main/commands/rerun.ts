import { CommandError } from '#shared/commands/command.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { runSync } from '#shared/rows/steps.ts';
import { noteRerun, pendingCommands } from '../replica/outbox.ts';
import type { PendingCommand } from '../replica/outbox.ts';
import type { Transaction } from '../replica/replica.ts';
import { sqliteCode } from '../replica/sqlite-errors.ts';
import { createExecutor } from './execute.ts';

/**
 * Puts the pending commands on top of the centre's rows, in their order. One that refuses there leaves the rows as
 * the centre has them and stays in the outbox: the centre decides. `base` stays what the person saw.
 */
export function rerunPending(transaction: Transaction, registry: CommandRegistry): void {
  const { db } = transaction;
  for (const command of pendingCommands(db)) {
    db.exec('SAVEPOINT rerun');
    const refusal = rerunOne(transaction, registry, command);
    if (refusal !== null) db.exec('ROLLBACK TO rerun');
    db.exec('RELEASE rerun');
    noteRerun(db, command.mid, refusal);
  }
}

/**
 * null, or the code of the refusal; `internal` for a bug in the body: it must not keep the centre's rows out.
 * Only a failing disk ends the transaction.
 */
function rerunOne(
  transaction: Transaction,
  registry: CommandRegistry,
  command: PendingCommand,
): string | null {
  const { name, args, actor, at, scopeId } = command;
  try {
    runSync(
      registry.prepare(name, args, actor)({ actor, at, scopeId }),
      createExecutor(transaction, scopeId),
    );
    return null;
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    const code = sqliteCode(error);
    if (code !== undefined && !code.startsWith('SQLITE_CONSTRAINT')) throw error;
    return 'internal';
  }
}
