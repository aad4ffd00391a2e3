import type { ServerFeature } from '#server/server-feature.ts';
import { wrapUp as shared } from '#shared/features/wrap-up/feature.ts';

/** Unfinished wrap-ups live on their desk alone. */
export const wrapUp: ServerFeature = { shared };
