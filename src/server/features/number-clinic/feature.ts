import type { ServerFeature } from '#server/server-feature.ts';
import { numberClinic as shared } from '#shared/features/number-clinic/feature.ts';

/** The clinic works on desks; the centre decides the commands of its repairs as any others. */
export const numberClinic: ServerFeature = { shared };
