import type { ServerFeature } from '#server/server-feature.ts';
import { callbacks as shared } from '#shared/features/callbacks/feature.ts';

export const callbacks: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
