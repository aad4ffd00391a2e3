import type { ServerFeature } from '#server/server-feature.ts';
import { duplicates as shared } from '#shared/features/duplicates/feature.ts';

export const duplicates: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
