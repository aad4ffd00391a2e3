import { defineFeature } from '../shared-feature.ts';

/** Other programs: REST and webhooks of the centre (docs/api.md). Desks know nothing of it. */
export const openApi = defineFeature({ name: 'open-api', tables: [], commands: [] });
