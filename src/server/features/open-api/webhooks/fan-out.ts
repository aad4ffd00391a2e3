import type { Resource } from '#server/resource.ts';
import type { Tx } from '#server/store/store.ts';
import { readClock } from '#server/sync/tenant-clock.ts';
import { WHOLE_ROW } from '#server/sync/journal.ts';
import type { Change } from '#server/sync/journal.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { eventOf, eventsOf } from './events.ts';
import { lockSubscription } from './subscriptions.ts';
import type { Subscription } from './subscriptions.ts';
import { callerById } from '../tokens.ts';

const BATCH = 500;
/** A receiver that is away does not fill the database: the cursor waits, and the log with it. */
export const MOST_PENDING = 20_000;

type Entry = Pick<Change, 'ver' | 'tbl' | 'pk' | 'op'>;

/**
 * Turns the next part of the log into deliveries and moves the cursor, both or neither. One node at a time does so for
 * a subscription; versions commit in their order, so none is passed over.
 *
 * @returns whether there is more.
 */
export async function fanOut(
  tx: Tx,
  subscriptionId: string,
  {
    resources,
    newId,
    now,
  }: { readonly resources: readonly Resource[]; readonly newId: NewId; readonly now: number },
): Promise<boolean> {
  const subscription = await lockSubscription(tx, subscriptionId);
  if (!subscription) return false;
  const { ver: head } = await readClock(tx);
  if (subscription.cursorVer >= head || (await countPending(tx, subscriptionId)) >= MOST_PENDING)
    return false;
  const watched = await watchedTables(tx, subscription, resources);
  const entries = await readLog(tx, subscription, { watched, head });
  const isAll = entries.length < BATCH;
  const end = isAll ? head : (entries.at(-1)?.ver ?? head);
  const fields = await changedFields(tx, entries);
  const told = entries.flatMap((entry) => {
    const event = eventOf(watched.types.get(entry.tbl) ?? '', entry.op);
    return watched.events.has(event) ? [{ ...entry, event }] : [];
  });
  for (const { event, tbl, pk, ver } of told) {
    await tx.query(
      `INSERT INTO webhook_delivery
         (tenant_id, id, subscription_id, event, tbl, pk, ver, fields, created_at, tried_since, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9)`,
      [tx.tenantId, newId(), subscriptionId, event, tbl, pk, ver, fields.get(ver) ?? [], now],
    );
  }
  await tx.query('UPDATE webhook_subscription SET cursor_ver = $3 WHERE tenant_id = $1 AND id = $2', [
    tx.tenantId,
    subscriptionId,
    end,
  ]);
  return !isAll;
}

interface Watched {
  readonly types: ReadonlyMap<string, string>;
  readonly events: ReadonlySet<string>;
  readonly scopeIds: readonly string[];
}

/** What was subscribed, as far as the token may read it today. */
async function watchedTables(
  tx: Tx,
  { tokenId, events }: Subscription,
  resources: readonly Resource[],
): Promise<Watched> {
  const caller = await callerById(tx, tokenId);
  const rights = eventsOf(resources);
  const allowed = events.filter((event) => caller?.rights.includes(rights.get(event) ?? ''));
  const wanted = resources.filter(({ type }) => allowed.some((event) => event.startsWith(`${type}.`)));
  return {
    types: new Map(wanted.map(({ table, type }) => [table.name, type])),
    events: new Set(allowed),
    scopeIds: caller?.scopeIds ?? [],
  };
}

async function readLog(
  tx: Tx,
  { cursorVer }: Subscription,
  { watched, head }: { readonly watched: Watched; readonly head: number },
): Promise<readonly Entry[]> {
  return tx.query<Entry & object>(
    `SELECT ver, tbl, pk, op FROM change_log
     WHERE tenant_id = $1 AND ver > $2 AND ver <= $3 AND tbl = ANY($4)
       AND coalesce(scope_after, scope_before) = ANY($5)
     ORDER BY ver LIMIT ${BATCH}`,
    [tx.tenantId, cursorVer, head, [...watched.types.keys()], watched.scopeIds],
  );
}

/** By version: each change has its own. */
async function changedFields(
  tx: Tx,
  entries: readonly Entry[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const updates = entries.filter(({ op }) => op === 'update');
  if (updates.length === 0) return new Map();
  const rows = await tx.query<{ ver: number; fields: string[] }>(
    `SELECT ver, array_agg(field ORDER BY field) AS fields FROM field_history
     WHERE tenant_id = $1 AND tbl = ANY($2) AND pk = ANY($3) AND ver = ANY($4) AND outcome = 'applied' AND field <> $5
     GROUP BY ver`,
    [
      tx.tenantId,
      [...new Set(updates.map(({ tbl }) => tbl))],
      [...new Set(updates.map(({ pk }) => pk))],
      updates.map(({ ver }) => ver),
      WHOLE_ROW,
    ],
  );
  return new Map(rows.map(({ ver, fields }) => [ver, fields]));
}

async function countPending(tx: Tx, subscriptionId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM webhook_delivery WHERE tenant_id = $1 AND subscription_id = $2 AND state = 'pending'`,
    [tx.tenantId, subscriptionId],
  );
  return row?.count ?? 0;
}
