import type { ServerFeature } from '#server/server-feature.ts';
import { tags as shared } from '#shared/features/tags/feature.ts';

export const tags: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
