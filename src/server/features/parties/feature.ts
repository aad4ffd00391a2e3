import type { ServerFeature } from '#server/server-feature.ts';
import { parties as shared } from '#shared/features/parties/feature.ts';
import { partyResources } from './resource.ts';

export const parties: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  resources: partyResources,
};
