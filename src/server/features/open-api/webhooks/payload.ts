import { z } from 'zod';
import { toCamel } from '#server/resource.ts';
import type { Resource } from '#server/resource.ts';
import type { Tx } from '#server/store/store.ts';
import { findRow } from '#server/sync/entity-rows.ts';
import { hiddenColumns, maskRow } from '#shared/access/access.ts';
import { callerById } from '../tokens.ts';
import { viewOf } from '../view.ts';
import type { Delivery } from './deliveries.ts';
import type { Subscription } from './subscriptions.ts';

export const eventSchema = z.object({
  /** `party.changed` */
  type: z.string(),
  /** When the change was put into the line. */
  timestamp: z.iso.datetime(),
  data: z.object({
    /** `party` */
    type: z.string(),
    id: z.string(),
    /** The version this change made; later ones of the same row are greater. */
    ver: z.int(),
    /** Names of the fields that changed; empty where the row is new or removed. */
    fields: z.array(z.string()),
    /** Where it was subscribed so: the row as it is when this is sent. */
    row: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type WebhookEvent = z.infer<typeof eventSchema>;

/** undefined: nothing the subscription's token may hear of (any more). */
export async function payloadOf(
  tx: Tx,
  { tokenId, withRow }: Subscription,
  { event, tbl, pk, ver, fields, createdAt }: Delivery,
  resources: readonly Resource[],
): Promise<WebhookEvent | undefined> {
  const resource = resources.find(({ table }) => table.name === tbl);
  const caller = await callerById(tx, tokenId);
  const stored = resource && (await findRow(tx, resource.table, pk));
  if (!resource || !caller || !stored || !caller.scopeIds.includes(stored.row.scope_id)) return undefined;
  const { table, type } = resource;
  const row = maskRow(caller.grants, table, stored.row);
  if (!row) return undefined;
  const hidden = hiddenColumns(caller.grants, table);
  const shown = fields.filter((name) => !hidden.includes(name));
  if (fields.length > 0 && shown.length === 0) return undefined;
  return {
    type: event,
    timestamp: new Date(createdAt).toISOString(),
    data: {
      ...{ type, id: pk, ver, fields: shown.map(toCamel) },
      ...(withRow && !stored.deleted && { row: viewOf(table, row) }),
    },
  };
}
