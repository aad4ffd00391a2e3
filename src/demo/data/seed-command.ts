import type { Command } from '#shared/commands/command.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Random } from './random.ts';

/** One write of the seed, as the desk would make it. */
export interface SeedCommand {
  readonly name: string;
  readonly args: unknown;
}

export interface SeedContext {
  readonly random: Random;
  readonly newId: NewId;
  /** "Now" of the demo, ms since the epoch: tasks are due around it. */
  readonly now: number;
}

export function seed<A>(command: Command<A>, args: A): SeedCommand {
  return { name: command.name, args };
}
