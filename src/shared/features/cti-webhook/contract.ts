import { call, defineContract, returns } from '../../ipc/contract.ts';
import { adminRequests } from './admin.ts';
import type { WebhookBook } from './admin.ts';

/** A webhook just made or given a new secret; neither address nor key can be had a second time. */
export interface NewAddress {
  readonly id: string;
  /** The whole address at the centre this desk is signed in at. */
  readonly url: string;
  /** What posts are to be signed with; null: the address is the only secret. */
  readonly signingKey: string | null;
}

/** All at the centre; fails with `webhook.forbidden`, `webhook.unknown`, and as any request to it. */
export const ctiWebhookContract = defineContract('cti-webhook', {
  /** Changes with {@link WEBHOOKS}. */
  list: call(adminRequests.list, returns<WebhookBook>()),
  create: call(adminRequests.create, returns<NewAddress>()),
  rotate: call(adminRequests.rotate, returns<NewAddress>()),
  disable: call(adminRequests.disable, returns<void>()),
  addLine: call(adminRequests['add-line'], returns<void>()),
  removeLine: call(adminRequests['remove-line'], returns<void>()),
});

/** What the queries wait for: nothing of it is on the replica. */
export const WEBHOOKS = 'cti_webhook';
