import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Steps } from '../rows/steps.ts';
import type { Table } from '../rows/table.ts';
import { redirectMerged } from './redirect-merged.ts';

export type Role = 'agent' | 'lead' | 'steward' | 'admin';

/** Who acts. On the centre it comes from the session, never from the message. */
export interface Actor {
  readonly tenantId: string;
  readonly userId: string;
  readonly roles: readonly Role[];
}

export interface CommandContext {
  readonly actor: Actor;
  /** When the person acted, ms by the desk's clock; the same on every run, for display only. */
  readonly at: number;
  /** Scope of new rows that name none. */
  readonly scopeId: string;
  /** All tables there are, for the few commands that act on whatever row; the registry adds them. */
  readonly tables?: ReadonlyMap<string, Table>;
}

/**
 * A write, written once: what it takes, who may, what it does to rows. It runs at once on the replica and again,
 * with authority, on the centre; a row changes in no other way.
 *
 * Invariants: `run` is deterministic in (rows, args, context) – ids and times come in as arguments or from the
 * context. Names carry a version when the arguments change shape (`ticket.create@2`); an old name is kept for
 * two releases.
 */
export interface Command<A = unknown> {
  readonly name: string;
  readonly args: z.ZodType<A>;
  /** Tells why not, as the code of an error; undefined when the actor may. */
  forbids?(actor: Actor, args: A): string | undefined;
  run(args: A, context: CommandContext): Steps<void>;
  /** Says what has become part of what: it means the very rows it names (redirect-merged.ts). */
  readonly meansMergedRows?: true;
}

export function defineCommand<A>(command: Command<A>): Command<A> {
  return command;
}

/** Refuses for a reason that a repetition cannot cure; the centre records it as rejected and goes on. */
export class CommandError extends AppError {}

/** Refuses because of who acts: not for this person's roles, scopes or grants. The centre notes the attempt. */
export class ForbiddenError extends CommandError {}

/** Arguments and right have been checked; what is left is the body, for an interpreter to drive. */
export type PreparedCommand = (context: CommandContext) => Steps<void>;

export interface CommandRegistry {
  readonly names: readonly string[];
  /** Throws {@link CommandError} for an unknown name or bad arguments, {@link ForbiddenError} for a missing right. */
  prepare(name: string, args: unknown, actor: Actor): PreparedCommand;
}

export function createCommandRegistry(
  commands: readonly Command[],
  known: readonly Table[] = [],
): CommandRegistry {
  const tables = new Map(known.map((table) => [table.name, table]));
  const byName = new Map<string, Command>();
  for (const command of commands) {
    if (byName.has(command.name)) throw new Error(`two commands are named ${command.name}`);
    byName.set(command.name, command);
  }
  return {
    names: [...byName.keys()],
    prepare(name, args, actor) {
      const command = byName.get(name);
      if (!command) throw new CommandError('command.unknown', `unknown command ${name}`, { name });
      const parsed = command.args.safeParse(args);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const where = issue?.path.join('.') ?? '';
        throw new CommandError('command.bad-arguments', `${name}: ${where} ${issue?.message ?? ''}`.trim(), {
          name,
          where,
        });
      }
      const refusal = command.forbids?.(actor, parsed.data);
      if (refusal) throw new ForbiddenError(refusal, `${name}: not allowed for ${actor.userId}`, { name });
      return (context) => {
        const steps = command.run(parsed.data, { ...context, tables });
        return command.meansMergedRows ? steps : redirectMerged(steps, tables);
      };
    },
  };
}
