import type { ServerFeature } from '#server/server-feature.ts';
import { tasks as shared } from '#shared/features/tasks/feature.ts';
import { taskResources } from './resource.ts';

export const tasks: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  resources: taskResources,
};
