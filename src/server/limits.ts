import { USUAL_FILE_MB } from '#shared/files/file-limit.ts';
import type { CommandError, CommandRegistry } from '#shared/commands/command.ts';

/** What an operator allows all tenants of a centre; the same for all its nodes. */
export interface CentreLimits {
  /** MB of the largest file that may be attached. */
  readonly fileMb: number;
}

export const USUAL_LIMITS: CentreLimits = { fileMb: USUAL_FILE_MB };

/** What is beyond the limits, by the name of the command; its arguments have been checked. */
export type Beyond = Readonly<Record<string, (args: unknown) => CommandError | undefined>>;

/** The same commands, refused for good where they ask for more than the operator allows. */
export function withinLimits(commands: CommandRegistry, beyond: Beyond): CommandRegistry {
  return {
    names: commands.names,
    prepare(name, args, actor) {
      const prepared = commands.prepare(name, args, actor);
      const refusal = Object.hasOwn(beyond, name) ? beyond[name]?.(args) : undefined;
      if (refusal) throw refusal;
      return prepared;
    },
  };
}
