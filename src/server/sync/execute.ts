import type { Tx } from '#server/store/store.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { runAsync } from '#shared/rows/steps.ts';
import { createBulkRows } from './bulk-rows.ts';
import { digestOf } from './clones.ts';
import { decide } from './decide.ts';
import type { Author } from './decide.ts';
import { Journal, writeJournal } from './journal.ts';
import { RowInterpreter } from './row-interpreter.ts';
import { advanceClock, lockClock } from './tenant-clock.ts';

export interface NamedCommand {
  readonly name: string;
  readonly args: unknown;
  /** When it happened, ms; default: now. */
  readonly at?: number;
  /** Only of {@link executeInBulk}: the user who did it; default: the author. */
  readonly by?: string;
}

export interface ExecuteOptions {
  readonly commands: CommandRegistry;
  /** `client` must be new: it names this execution in the history. */
  readonly author: Author;
  readonly now: number;
}

/**
 * Commands of the centre itself (seeds, administration): all of them or, where one is refused, none.
 *
 * @returns the tenant's newest version.
 * @throws AppError the refusal.
 */
export async function execute(
  tx: Tx,
  work: readonly NamedCommand[],
  options: ExecuteOptions,
): Promise<number> {
  const { commands, author, now } = options;
  const { ver } = await lockClock(tx);
  const journal = new Journal(ver);
  const onBug = (error: unknown): never => {
    throw error;
  };
  for (const [index, { name, args, at = now }] of work.entries()) {
    const pushed = { mid: index + 1, name, args, at, base: [], schema: WIRE_SCHEMA };
    const refusal = await decide({ tx, journal, commands, author, onBug }, pushed);
    if (refusal) throw refusal;
  }
  await writeJournal(tx, journal, now);
  await advanceClock(tx, journal.ver);
  return journal.ver;
}

/**
 * As {@link execute}, for many thousand commands at once: the same rows, log and history, written in a few statements
 * a table. Quick where the tables are empty or the commands only add rows.
 *
 * @returns the tenant's newest version.
 * @throws AppError the refusal, or whatever the database says when the rows are written; then nothing is.
 */
export async function executeInBulk(
  tx: Tx,
  work: readonly NamedCommand[],
  { commands, author, now }: ExecuteOptions,
): Promise<number> {
  const { ver } = await lockClock(tx);
  const journal = new Journal(ver);
  const rows = createBulkRows(tx);
  const { client, scopeIds, homeScopeId: scopeId } = author;
  for (const [index, { name, args, at = now, by }] of work.entries()) {
    const actor = { ...author.actor, ...(by !== undefined && { userId: by }) };
    const mid = index + 1;
    const before = journal.ver;
    const interpreter = new RowInterpreter({
      ...{ tx, rows, journal, scopeIds, scopeId, base: [], seesCurrent: true },
      origin: { client, mid, actor: actor.userId, clientTime: at },
    });
    await runAsync(commands.prepare(name, args, actor)({ actor, at, scopeId }), interpreter.execute);
    const result = journal.ver === before ? journal.takeVer() : journal.ver;
    const digest = digestOf({ name, args });
    journal.results.push({ client, mid, outcome: 'applied', detail: null, ver: result, digest });
  }
  await rows.write();
  await writeJournal(tx, journal, now);
  await advanceClock(tx, journal.ver);
  return journal.ver;
}
