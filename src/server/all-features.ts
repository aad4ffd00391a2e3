import type { CommandRegistry } from '#shared/commands/command.ts';
import { authCommands } from './auth/operator-commands.ts';
import { providerCommands } from './auth/provider/operator-commands.ts';
import { authSecrets } from './auth/secret-columns.ts';
import { serverFeatures } from './features.ts';
import { withinLimits } from './limits.ts';
import type { Beyond, CentreLimits } from './limits.ts';
import { createRegistry } from './registry.ts';
import { secretCommands } from './secrets/operator-commands.ts';
import type { LinesOfUser, OperatorCommand, UsersOfLines } from './server-feature.ts';
import { readMigrations } from './store/migrations.ts';
import type { Migration } from './store/migrations.ts';
import type { Tx } from './store/store.ts';
import { scopeCommands } from './sync/scope-commands.ts';

/* What core and features say together, wherever it is asked. */

export const usersOfLines: UsersOfLines = async (tx, lines) => {
  const found = [];
  for (const feature of serverFeatures) found.push(...((await feature.usersOfLines?.(tx, lines)) ?? []));
  return found;
};

export const linesOfUser: LinesOfUser = async (tx, userId) => {
  const found = [];
  for (const feature of serverFeatures) found.push(...((await feature.linesOfUser?.(tx, userId)) ?? []));
  return found;
};

export const contents = new Map(serverFeatures.flatMap((feature) => Object.entries(feature.contents ?? {})));
export const resources = serverFeatures.flatMap((feature) => feature.resources ?? []);
export const secretColumns = [
  ...authSecrets,
  ...serverFeatures.flatMap((feature) => feature.secretColumns ?? []),
];

/** The version from which on some feature still needs the log. */
export async function keepsLogFrom(tx: Tx): Promise<number> {
  let least = Number.MAX_SAFE_INTEGER;
  for (const feature of serverFeatures)
    least = Math.min(least, (await feature.keepsLogFrom?.(tx)) ?? Number.MAX_SAFE_INTEGER);
  return least;
}

/** The same commands, as far as this centre allows them. */
export function allowedCommands(commands: CommandRegistry, limits: CentreLimits): CommandRegistry {
  const beyond = serverFeatures.map((feature) => feature.beyond?.(limits) ?? {});
  return withinLimits(commands, Object.assign({}, ...beyond) as Beyond);
}

/** Everything this version brings to a database, in its order. */
export function knownMigrations(): Promise<readonly Migration[]> {
  return readMigrations(createRegistry(serverFeatures).migrations);
}

/** The operator's command line. */
export const operatorCommands: readonly OperatorCommand[] = [
  ...authCommands,
  ...secretCommands,
  ...scopeCommands,
  ...providerCommands,
  ...serverFeatures.flatMap((feature) => feature.operatorCommands ?? []),
];
