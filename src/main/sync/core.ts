import type { CommandRegistry } from '#shared/commands/command.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Replica } from '../replica/replica.ts';

/** What the steps of the sync work on. They are synchronous and each is one transaction; the engine only orders them. */
export interface SyncCore {
  readonly replica: Replica;
  readonly registry: CommandRegistry;
  readonly clock: Clock;
}
