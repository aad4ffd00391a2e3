import { amiAdapter } from './ami-adapter.ts';
import { fritzboxAdapter } from './fritzbox-adapter.ts';
import { sipAdapter } from './sip-adapter.ts';
import type { TelephonyAdapter } from './telephony-adapter.ts';
import { createWebhookAdapter } from './webhook-adapter.ts';
import type { CentrePort } from './webhook/centre-port.ts';

/** One line a door, in the order they are asked to dial. Its settings: src/shared/settings/desk-settings.ts. */
export function createAdapters(centre: CentrePort): readonly TelephonyAdapter[] {
  return [amiAdapter, sipAdapter, fritzboxAdapter, createWebhookAdapter(centre)];
}
