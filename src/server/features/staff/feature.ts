import type { ServerFeature } from '#server/server-feature.ts';
import { staff as shared } from '#shared/features/staff/feature.ts';
import { staffCreate } from '#shared/features/staff/staff.ts';

export const staff: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  onNewUser: ({ userId, name, shortName, extension, mail }) => [
    { name: staffCreate.name, args: { id: userId, name, shortName, extension, mail } },
  ],
};
