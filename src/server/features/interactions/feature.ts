import type { ServerFeature } from '#server/server-feature.ts';
import { interactions as shared } from '#shared/features/interactions/feature.ts';
import { interactionResources } from './resource.ts';

export const interactions: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  resources: interactionResources,
};
