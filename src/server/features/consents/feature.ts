import type { ServerFeature } from '#server/server-feature.ts';
import { consents as shared } from '#shared/features/consents/feature.ts';

export const consents: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
