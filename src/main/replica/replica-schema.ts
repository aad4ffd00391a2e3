import { createHash } from 'node:crypto';
import { linkTable } from '#shared/links/links.ts';
import { REPLICA_CIPHER } from '#shared/sync/replica-cipher.ts';
import { coreMigrations } from './core-migrations.ts';
import { MIGRATION_TABLE } from './migrate.ts';
import type { ReplicaParts } from './replica.ts';

/** The SQL of an empty replica, for whoever makes one elsewhere: the centre's snapshots. */
export interface ReplicaSchema {
  /** The same for the same statements, columns and cipher. */
  readonly key: string;
  readonly statements: readonly string[];
}

export function replicaSchema({
  migrations,
  tables,
}: Pick<ReplicaParts, 'migrations' | 'tables'>): ReplicaSchema {
  const ordered = [...coreMigrations, ...migrations].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const statements = [
    MIGRATION_TABLE,
    ...ordered.flatMap(({ id, sql }) => [sql, `INSERT INTO migration (id) VALUES ('${id}')`]),
  ];
  const columns = [linkTable, ...tables].map(({ name, columns: kinds }) => [name, kinds]);
  const key = createHash('sha256')
    .update(JSON.stringify([statements, columns, REPLICA_CIPHER]))
    .digest('hex');
  return { key, statements };
}
