import { CommandError } from '#shared/commands/command.ts';
import type { Actor, CommandRegistry } from '#shared/commands/command.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { runSync } from '#shared/rows/steps.ts';
import { MAX_PUSH_BYTES, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { appendToOutbox, PUSH_ENVELOPE_BYTES } from '../replica/outbox.ts';
import type { Replica } from '../replica/replica.ts';
import { createBaseRecorder } from './base-recorder.ts';
import { createExecutor } from './execute.ts';

export interface CommandSession {
  readonly actor: Actor;
  /** Scope of new rows that name none. */
  readonly scopeId: string;
}

export interface CommandRunnerDeps {
  readonly replica: Pick<Replica, 'transact'>;
  readonly registry: CommandRegistry;
  readonly clock: Clock;
  /** Throws AppError `session.none` when nobody is signed in. */
  readonly session: () => CommandSession;
}

export interface CommandRunner {
  /**
   * Runs the command on the replica and puts it into the outbox, in one transaction.
   * @throws {CommandError} its own refusal, `row.*`, `command.unknown`, `command.bad-arguments`, `command.too-large`
   * @throws {AppError} `session.none`, `replica.disk-full`, `replica.disk-error`. Whatever is thrown, nothing is left.
   */
  run(name: string, args: unknown): void;
}

export function createCommandRunner({ replica, registry, clock, session }: CommandRunnerDeps): CommandRunner {
  return {
    run(name, given) {
      const { actor, scopeId } = session();
      // What runs here is what will be sent, so nothing may depend on what JSON cannot carry.
      const args = JSON.parse(JSON.stringify(given ?? null)) as unknown;
      const body = registry.prepare(name, args, actor);
      const at = clock.now();
      replica.transact((transaction) => {
        const recorder = createBaseRecorder();
        runSync(body({ actor, at, scopeId }), createExecutor(transaction, scopeId, recorder));
        const command = { name, args, base: recorder.base(), at, schema: WIRE_SCHEMA, actor, scopeId };
        const { bytes } = appendToOutbox(transaction.db, command);
        if (bytes > MAX_PUSH_BYTES - PUSH_ENVELOPE_BYTES) {
          throw new CommandError('command.too-large', `${name} is ${bytes} bytes on the wire`, {
            name,
            bytes,
          });
        }
        transaction.touch('outbox');
      });
    },
  };
}
