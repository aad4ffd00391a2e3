import type { TelephonyAdapter } from './telephony-adapter.ts';
import type { CentrePort } from './webhook/centre-port.ts';
import { createWebhookSource } from './webhook/webhook-source.ts';

/** What a cloud PBX posts to the centre; it only tells, so there is no device to dial with. */
export function createWebhookAdapter(centre: CentrePort): TelephonyAdapter {
  return {
    name: 'webhook',
    canDial: false,
    make: ({ webhook }) => (webhook.enabled ? createWebhookSource({ centre }) : undefined),
    devices: () => [],
  };
}
