import type { Command } from '#shared/commands/command.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Random } from './random.ts';

/** One write of the seed, as the desk would make it. */
export interface SeedCommand {
  readonly name: string;
  readonly args: unknown;
  /** When it was done, ms; default: now. */
  readonly at?: number;
  /** The user who did it; default: the one in whose name all is seeded. */
  readonly by?: string;
}

export interface SeedContext {
  readonly random: Random;
  readonly newId: NewId;
  /** "Now" of the demo, ms since the epoch: what the stories tell is due around it. */
  readonly now: number;
  /** The last midnight before `now`, or `now`. */
  readonly today: number;
}

export function seed<A>(
  command: Command<A>,
  args: A,
  done: Pick<SeedCommand, 'at' | 'by'> = {},
): SeedCommand {
  return { name: command.name, args, ...done };
}
