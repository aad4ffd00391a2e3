import { defineFeature } from '../shared-feature.ts';

/** Calls a cloud PBX posts to the centre; the desk's side of it is a door of its telephony. */
export const ctiWebhook = defineFeature({ name: 'cti-webhook', tables: [], commands: [] });
