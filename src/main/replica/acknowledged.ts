import type { WritableDb, ReadableDb } from './db.ts';
import { beginNewIdentity } from './identity.ts';
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
  db.prepare('DELETE FROM acknowledged_command WHERE kept_at < ?').run(now - KEPT_MS);
  db.prepare(
    `INSERT OR REPLACE INTO acknowledged_command (client, mid, kept_at, ${COLUMNS})
     SELECT ?, mid, ?, ${COLUMNS} FROM outbox
     WHERE mid <= ? AND mid NOT IN (SELECT value FROM json_each(?))`,
  ).run(readSyncState(db).client_id, now, lastMid, JSON.stringify(rejected));
}

/** Whether the centre no longer knows commands it had acknowledged: it was restored from a backup. */
export function hasForgotten(db: ReadableDb, lastMid: number): boolean {
  return (
    db
      .prepare('SELECT 1 FROM acknowledged_command WHERE client = ? AND mid > ?')
      .get(readSyncState(db).client_id, lastMid) !== undefined
  );
}

/**
 * Puts what the centre has forgotten in front of what it has not seen yet; all of it begins a new line, for the
 * restored centre has decided none of it.
 *
 * @returns how many commands come back.
 */
export function recoverForgotten(transaction: Transaction, lastMid: number): number {
  const { db } = transaction;
  const { client_id: client } = readSyncState(db);
  const { changes } = db
    .prepare(
      `INSERT INTO outbox (mid, ${COLUMNS})
       SELECT mid, ${COLUMNS} FROM acknowledged_command WHERE client = ? AND mid > ?`,
    )
    .run(client, lastMid);
  db.prepare('DELETE FROM acknowledged_command WHERE client = ? AND mid > ?').run(client, lastMid);
  if (changes > 0) beginNewIdentity(transaction);
  return changes;
}
