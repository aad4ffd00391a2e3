import type { Command } from '#shared/commands/command.ts';
import { commandsContract } from '#shared/ipc/core-contracts.ts';
import type { Client } from './client.ts';
import { useClient } from './client-context.tsx';

/** Runs a shared command on the replica; resolves once it is committed there and queued for the centre. */
export function runCommand<A>(client: Client, command: Command<A>, args: NoInfer<A>): Promise<void> {
  return client.ask(commandsContract, 'run', { name: command.name, args });
}

export type Run = <A>(command: Command<A>, args: NoInfer<A>) => Promise<void>;

export function useRun(): Run {
  const client = useClient();
  return (command, args) => runCommand(client, command, args);
}
