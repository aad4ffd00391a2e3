import type { Tx } from '#server/store/store.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { decide } from './decide.ts';
import type { Author } from './decide.ts';
import { Journal, writeJournal } from './journal.ts';
import { advanceClock, lockClock } from './tenant-clock.ts';

export interface NamedCommand {
  readonly name: string;
  readonly args: unknown;
  /** When it happened, ms; default: now. */
  readonly at?: number;
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
