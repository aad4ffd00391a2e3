import { AppError } from '#shared/kernel/app-error.ts';
import type { Table } from '#shared/rows/table.ts';
import { firstPending } from './outbox.ts';
import type { Transaction } from './replica.ts';
import { startOver } from './start-over.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

export interface Owner {
  readonly tenantId: string;
  readonly userId: string;
}

/**
 * A client id and its numbering stand for one line of commands of one file and one user. When the line is broken –
 * the file was cloned or restored, the centre has forgotten part of it – the commands still to be sent begin a new
 * one. Each keeps the number it was written under, by which the centre knows those it has decided after all.
 */
export function beginNewIdentity({ db, touch }: Transaction): void {
  db.prepare(`UPDATE outbox SET first_client = ?, first_mid = mid WHERE first_client IS NULL`).run(
    readSyncState(db).client_id,
  );
  // Two steps, so that no new number meets an old one on the way.
  db.prepare(
    `UPDATE outbox SET sent = 0, mid = -place FROM
       (SELECT mid AS old, row_number() OVER (ORDER BY mid) AS place FROM outbox) WHERE outbox.mid = old`,
  ).run();
  const { changes } = db.prepare('UPDATE outbox SET mid = -mid').run();
  db.prepare('UPDATE sync_state SET client_id = lower(hex(randomblob(16)))').run();
  patchSyncState(db, { next_mid: changes + 1 });
  touch('outbox');
}

/**
 * Makes sure that the replica is the user's. Another user of the same tenant takes over what is there, under an
 * identity of his own and with everything pulled anew, since his scopes may differ.
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
  beginNewIdentity(transaction);
  if (cursor > 0) startOver(db, tables, epoch);
}
