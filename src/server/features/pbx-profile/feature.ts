import type { ServerFeature } from '#server/server-feature.ts';
import { pbxProfile as shared } from '#shared/features/pbx-profile/feature.ts';

export const pbxProfile: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
