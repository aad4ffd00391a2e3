import type { ServerFeature } from '#server/server-feature.ts';
import { lines as shared } from '#shared/features/lines/feature.ts';

export const lines: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
