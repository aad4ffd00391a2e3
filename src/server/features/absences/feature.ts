import type { ServerFeature } from '#server/server-feature.ts';
import { absences as shared } from '#shared/features/absences/feature.ts';

export const absences: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
