import type { ServerFeature } from '#server/server-feature.ts';
import { relations as shared } from '#shared/features/relations/feature.ts';

export const relations: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
