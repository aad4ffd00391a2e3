import type { ServerFeature } from '#server/server-feature.ts';
import { wrapUp as shared } from '#shared/features/wrap-up/feature.ts';

/** Unfinished wrap-ups live on their desk alone; the centre carries those that are passed on. */
export const wrapUp: ServerFeature = { shared, migrations: new URL('./migrations/', import.meta.url) };
