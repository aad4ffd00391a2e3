import type { WritableDb, ReadableDb } from './db.ts';
import { beginNewIdentity } from './identity.ts';
import { ageByClock } from './kept-age.ts';
import type { Transaction } from './replica.ts';
import { readSyncState } from './sync-state.ts';

/** Longer than backups are usually kept for going back to. */
const KEPT_MS = 35 * 86_400_000;

const COLUMNS = 'name, args, base, at, schema, actor, scope_id, first_client, first_mid';

/**
 * Before commands leave the outbox as acknowledged: keeps them for as long as the centre might be set back to a backup
 * from before. Rejected ones are kept elsewhere (outcomes.ts).
 */
export function keepAcknowledged(
  db: WritableDb,
  lastMid: number,
  rejected: readonly number[],
  now: number,
): void {
  const { client_id: client, epoch } = readSyncState(db);
  ageByClock(db, now);
  db.prepare('DELETE FROM acknowledged_command WHERE kept_at < ?').run(now - KEPT_MS);
  db.prepare(
    `INSERT OR REPLACE INTO acknowledged_command (client, mid, kept_at, epoch, line, ${COLUMNS})
     SELECT ?, mid, ?, ?, ?, ${COLUMNS} FROM outbox
     WHERE mid <= ? AND mid NOT IN (SELECT value FROM json_each(?))`,
  ).run(client, now, epoch, lineOf(db, client), lastMid, JSON.stringify(rejected));
  // What a restored centre still knows belongs to its new history as well.
  if (epoch === null) return;
  const which = [client, lastMid, epoch, epoch] as const;
  if (db.prepare(`SELECT 1 FROM acknowledged_command WHERE ${OF_ANOTHER}`).get(...which) !== undefined)
    db.prepare(`UPDATE acknowledged_command SET epoch = ? WHERE ${OF_ANOTHER}`).run(epoch, ...which);
}

/**
 * The client's own of another history. Asked after every page: the plus signs have it looked up by the epochs, of which
 * there is usually but one, and not among all that is kept.
 */
const OF_ANOTHER = '+client = ? AND +mid <= ? AND (epoch IS NULL OR epoch < ? OR epoch > ?)';

/** Identities of the file in the order in which they wrote, whatever the clock said. */
function lineOf(db: ReadableDb, client: string): number {
  const { line } = db
    .prepare<[string], { line: number }>(
      `SELECT coalesce((SELECT line FROM acknowledged_command WHERE client = ? LIMIT 1),
                       (SELECT coalesce(max(line), 0) + 1 FROM acknowledged_command)) AS line`,
    )
    .get(client) ?? { line: 1 };
  return line;
}

/** Of this person, acknowledged under an earlier identity of this file, by a history that is not the centre's any more. */
const OF_EARLIER = `client <> ? AND (epoch < ? OR epoch > ?)
  AND json_extract(actor, '$.userId') = (SELECT user_id FROM sync_state)
  AND json_extract(actor, '$.tenantId') = (SELECT tenant_id FROM sync_state)`;

/**
 * Whether the centre no longer knows commands it had acknowledged: it was restored from a backup. Of the client's own
 * line its `lastMid` tells; of an earlier line it is not known, once the history is another one.
 */
export function hasForgotten(db: ReadableDb, lastMid: number): boolean {
  const { client_id: client, epoch } = readSyncState(db);
  const own = 'SELECT 1 FROM acknowledged_command WHERE client = ? AND mid > ?';
  if (db.prepare(own).get(client, lastMid) !== undefined) return true;
  if (epoch === null) return false;
  const earlier = `SELECT 1 FROM acknowledged_command WHERE ${OF_EARLIER}`;
  return db.prepare(earlier).get(client, epoch, epoch) !== undefined;
}

/**
 * Puts what the centre has forgotten in front of what it has not seen yet, the oldest line first; all of it begins a
 * new line. Each has the number it was written under with it: what the restored centre does know after all it finds
 * by that, and decides nothing twice.
 *
 * @returns how many commands come back.
 */
export function recoverForgotten(transaction: Transaction, lastMid: number): number {
  const { db } = transaction;
  const { client_id: client, epoch } = readSyncState(db);
  const { changes: own } = db
    .prepare(
      `INSERT INTO outbox (mid, ${COLUMNS})
       SELECT mid, ${COLUMNS} FROM acknowledged_command WHERE client = ? AND mid > ?`,
    )
    .run(client, lastMid);
  db.prepare('DELETE FROM acknowledged_command WHERE client = ? AND mid > ?').run(client, lastMid);
  const earlier = epoch === null ? 0 : recoverEarlier(db, client, epoch);
  if (own + earlier > 0) beginNewIdentity(transaction);
  return own + earlier;
}

function recoverEarlier(db: WritableDb, client: string, epoch: string): number {
  const which: [string, string, string] = [client, epoch, epoch];
  const { count } = db
    .prepare<[string, string, string], { count: number }>(
      `SELECT count(*) AS count FROM acknowledged_command WHERE ${OF_EARLIER}`,
    )
    .get(...which) ?? { count: 0 };
  if (count === 0) return 0;
  db.prepare('UPDATE outbox SET first_client = ?, first_mid = mid WHERE first_client IS NULL').run(client);
  // Behind all of them, and far enough that no new number meets an old one on the way.
  db.prepare('UPDATE outbox SET mid = mid + ? + (SELECT max(mid) FROM outbox)').run(count);
  db.prepare(
    `INSERT INTO outbox (mid, ${COLUMNS})
     SELECT row_number() OVER (ORDER BY line, begun, client, mid), name, args, base, at, schema, actor, scope_id,
            coalesce(first_client, client), coalesce(first_mid, mid)
     FROM (SELECT *, min(kept_at) OVER (PARTITION BY client) AS begun
           FROM acknowledged_command WHERE ${OF_EARLIER})`,
  ).run(...which);
  db.prepare(`DELETE FROM acknowledged_command WHERE ${OF_EARLIER}`).run(...which);
  return count;
}
