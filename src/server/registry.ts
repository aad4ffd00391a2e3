import { createCommandRegistry } from '#shared/commands/command.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { linkAdd, linkRemove, linkTable } from '#shared/links/links.ts';
import type { Table } from '#shared/rows/table.ts';
import type { ServerFeature } from './server-feature.ts';
import { CORE_MIGRATIONS } from './store/migrations.ts';

/** What the core and all features bring, put together. */
export interface Registry {
  readonly tables: ReadonlyMap<string, Table>;
  readonly commands: CommandRegistry;
  readonly migrations: readonly URL[];
}

export function createRegistry(features: readonly ServerFeature[]): Registry {
  const tables = [linkTable, ...features.flatMap(({ shared }) => shared.tables)];
  const commands = [linkAdd, linkRemove, ...features.flatMap(({ shared }) => shared.commands)];
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    commands: createCommandRegistry(commands, tables),
    migrations: [CORE_MIGRATIONS, ...features.flatMap(({ migrations }) => migrations ?? [])],
  };
}
