import { defineFeature } from '../shared-feature.ts';
import { ctiWebhookContract } from './contract.ts';

/** Calls a cloud PBX posts to the centre; the desk's side of the calls is a door of its telephony. */
export const ctiWebhook = defineFeature({
  name: 'cti-webhook',
  tables: [],
  commands: [],
  contract: ctiWebhookContract,
});
