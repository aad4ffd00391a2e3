import type { ServerFeature } from '#server/server-feature.ts';
import { demoCalls as shared } from '#shared/features/demo-calls/feature.ts';

/** The demo PBX speaks to the desks; the centre has no part in it. */
export const demoCalls: ServerFeature = { shared };
