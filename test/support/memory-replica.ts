import Database from 'better-sqlite3';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { CommandRunner } from '#main/commands/command-runner.ts';
import { createReplica } from '#main/replica/replica.ts';
import type { Replica, ReplicaParts } from '#main/replica/replica.ts';
import type { SyncCore } from '#main/sync/core.ts';
import type { Actor } from '#shared/commands/command.ts';
import { deskRegistry, nadine, notebookMigrations, notebookTables } from './notebook.ts';

export const notebookParts: ReplicaParts = {
  migrations: notebookMigrations,
  tables: notebookTables,
  localTables: ['note_draft'],
};

export interface MemoryDesk extends SyncCore {
  readonly raw: Database.Database;
  readonly runner: CommandRunner;
  /** All rows a statement gives. */
  readonly rows: (sql: string) => readonly unknown[];
}

/** A desk's core with the notebook feature, on a database in memory. Time stands at 1000 ms. */
export function createMemoryDesk(
  options: { readonly actor?: Actor; readonly raw?: Database.Database } = {},
): MemoryDesk {
  const raw = options.raw ?? new Database(':memory:');
  const replica: Replica = createReplica(raw, notebookParts);
  const core = { replica, registry: deskRegistry, clock: { now: () => 1000 } };
  const session = () => ({ actor: options.actor ?? nadine, scopeId: 'scope' });
  return {
    ...core,
    raw,
    runner: createCommandRunner({ ...core, session }),
    rows: (sql) => raw.prepare(sql).all(),
  };
}
