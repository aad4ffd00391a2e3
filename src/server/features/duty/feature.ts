import type { ServerFeature } from '#server/server-feature.ts';
import { duty as shared } from '#shared/features/duty/feature.ts';

export const duty: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
