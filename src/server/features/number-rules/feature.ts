import type { ServerFeature } from '#server/server-feature.ts';
import { numberRules as shared } from '#shared/features/number-rules/feature.ts';

export const numberRules: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
