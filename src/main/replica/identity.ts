import { AppError } from '#shared/kernel/app-error.ts';
import type { Table } from '#shared/rows/table.ts';
import { firstPending, markUnsent } from './outbox.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { Transaction } from './replica.ts';
import { startOver } from './start-over.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

export interface Owner {
  readonly tenantId: string;
  readonly userId: string;
  /** Colleagues whose replica would be the same as this person's: the file changes hands between them as it is. */
  readonly sharesWith?: readonly string[];
}

/**
 * A client id and its numbering stand for one line of commands of one file and one user. When the line is broken –
 * the file was cloned or restored, the centre has forgotten part of it – the commands still to be sent begin a new
 * one. Each keeps the number it was written under, by which the centre knows those it has decided after all.
 */
export function beginNewIdentity(transaction: Transaction): void {
  const { db } = transaction;
  db.prepare('UPDATE outbox SET first_client = ?, first_mid = mid WHERE first_client IS NULL').run(
    readSyncState(db).client_id,
  );
  markUnsent(db, 0);
  numberPending(transaction, 1);
  newClientId(db);
}

/** Without a gap from `from` on, in their order. */
export function numberPending({ db, touch }: Transaction, from: number): void {
  // Two steps, so that no new number meets an old one on the way.
  db.prepare(
    `UPDATE outbox SET mid = -place FROM
       (SELECT mid AS old, row_number() OVER (ORDER BY mid) AS place FROM outbox) WHERE outbox.mid = old`,
  ).run();
  const { changes } = db.prepare('UPDATE outbox SET mid = ? - mid').run(from - 1);
  patchSyncState(db, { next_mid: from + changes });
  touch('outbox');
}

/**
 * Makes sure that the replica is the user's. Another user of the same tenant takes over what is there, under an
 * identity of his own and with everything pulled anew, since his scopes may differ – unless both are known to have the
 * same replica: then the rows stay, and each goes on with the line of numbers that is theirs in this file.
 * @throws {AppError} `replica.other-tenant`; `replica.unsent-work` {userId} while a colleague's commands wait here
 */
export function claimReplica(
  transaction: Transaction,
  tables: ReadonlyMap<string, Table>,
  owner: Owner,
): void {
  const { db } = transaction;
  const { tenant_id, user_id, epoch, cursor } = readSyncState(db);
  if (tenant_id === owner.tenantId && user_id === owner.userId) return;
  if (tenant_id !== null && tenant_id !== owner.tenantId) {
    throw new AppError('replica.other-tenant', `this replica belongs to tenant ${tenant_id}`, {
      tenantId: tenant_id,
    });
  }
  const waiting = firstPending(db)?.actor;
  if (waiting && (waiting.tenantId !== owner.tenantId || waiting.userId !== owner.userId)) {
    throw new AppError('replica.unsent-work', `commands of ${waiting.userId} wait here to be sent`, {
      userId: waiting.userId,
    });
  }
  patchSyncState(db, { tenant_id: owner.tenantId, user_id: owner.userId });
  if (user_id === null) return;
  if (owner.sharesWith?.includes(user_id)) {
    return takeTurns(transaction, user_id, owner.userId);
  }
  beginNewIdentity(transaction);
  if (cursor > 0) startOver(db, tables, epoch);
}

interface Line {
  readonly client: string;
  readonly nextMid: number;
}

/** Where each of those who share this file goes on, by user id, so that a centre has one client of each. */
const LINES = 'lines';

/**
 * From one's line of numbers to another's. What waits and was never sent has no number yet that means anything: it
 * gets its first one now, and one that it was only written under is free for another command.
 */
function takeTurns(transaction: Transaction, from: string, to: string): void {
  const { db } = transaction;
  const { client_id: client, next_mid } = readSyncState(db);
  const lines = readLines(db);
  // What still waits is not in this line, or its author is not here any more.
  const left: Line = { client, nextMid: firstPending(db)?.mid ?? next_mid };
  db.prepare('INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)').run(
    LINES,
    JSON.stringify({ ...lines, [from]: left }),
  );
  db.prepare(
    'UPDATE outbox SET first_client = ?, first_mid = mid WHERE first_client IS NULL AND sent = 1',
  ).run(client);
  markUnsent(db, 0);
  const next = lines[to];
  numberPending(transaction, next?.nextMid ?? 1);
  if (next) patchSyncState(db, { client_id: next.client });
  else newClientId(db);
}

function newClientId(db: WritableDb): void {
  db.prepare('UPDATE sync_state SET client_id = lower(hex(randomblob(16)))').run();
}

function readLines(db: ReadableDb): Readonly<Record<string, Line>> {
  const row = db
    .prepare<[string], { value: string }>('SELECT value FROM local_setting WHERE key = ?')
    .get(LINES);
  // Written by takeTurns: the shape is known.
  return row ? (JSON.parse(row.value) as Readonly<Record<string, Line>>) : {};
}
