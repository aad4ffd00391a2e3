import { features as sharedFeatures } from '#shared/features.ts';
import { features } from './features.ts';
import type { ReplicaParts } from './replica/replica.ts';

/** What all features put into a replica. */
export const replicaParts: ReplicaParts = {
  migrations: features.flatMap((feature) => feature.migrations),
  tables: sharedFeatures.flatMap((feature) => feature.tables),
  localTables: features.flatMap((feature) => feature.localTables ?? []),
};
