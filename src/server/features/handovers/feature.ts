import type { ServerFeature } from '#server/server-feature.ts';
import { handovers as shared } from '#shared/features/handovers/feature.ts';

export const handovers: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
