import { AppError } from '#shared/kernel/app-error.ts';
import type { Table } from '#shared/rows/table.ts';
import type { PullReply, RowChange } from '#shared/sync/protocol.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import { rerunPending } from '../commands/rerun.ts';
import { hasForgotten, recoverForgotten } from '../replica/acknowledged.ts';
import type { ReadableDb } from '../replica/db.ts';
import { beginNewIdentity } from '../replica/identity.ts';
import { leaveScopes } from '../replica/leave-scopes.ts';
import { forgetErased, readErased } from '../replica/forget-erased.ts';
import { firstForeign } from '../replica/outbox.ts';
import { settleOutbox } from '../replica/outcomes.ts';
import type { Transaction } from '../replica/replica.ts';
import { deleteOlder, putAll, putNewer } from '../replica/rows.ts';
import { noteRestored } from '../replica/restored-notice.ts';
import { restoreShadows } from '../replica/shadow.ts';
import { sweepLeftOvers } from '../replica/start-over.ts';
import { patchSyncState, readLeaving, readSyncState } from '../replica/sync-state.ts';
import type { SyncState } from '../replica/sync-state.ts';
import type { SyncCore } from './core.ts';
import { rowsByTable, rowsOneByOne } from './sent-rows.ts';

export type Page = Extract<PullReply, { kind: 'page' }>;

/** In whichever form they have come. */
export const rowsOf = ({ rows, tables = [] }: Page): number =>
  tables.reduce((sum, table) => sum + table.rows.length, rows.length);

/**
 * Applies a page and moves the cursor, in one transaction: the pending commands' effect is taken back, the rows are
 * written, what the centre has decided leaves the outbox, and the rest runs again on top. A page that does not
 * continue this replica – another epoch, another cursor – changes nothing.
 *
 * @throws {AppError} `sync.bad-row` {table} for a row the schema cannot hold: the cursor stays
 */
export function applyPage(core: SyncCore, page: Page): 'applied' | 'stale' {
  const { replica, registry, clock } = core;
  const now = clock.now();
  const apply = (transaction: Transaction): 'applied' | 'stale' => {
    const { db, touch } = transaction;
    const state = readSyncState(db);
    if (page.from !== state.cursor || (state.epoch ?? page.epoch) !== page.epoch) return 'stale';
    if (page.to < page.from) throw new AppError('centre.bad-reply', `a page from ${page.from} to ${page.to}`);

    const leaving = readLeaving(state);
    // Asked for before the scope was left: what comes after the cursor is not all of it.
    const isHalf = state.cursor > 0 && page.fed?.scopes.some((scope) => leaving.includes(scope));
    if (isHalf) return 'stale';
    const left = [...leaving, ...(page.left ?? [])];
    const decided = page.complete ? (page.lastMid ?? 0) : 0;
    const forgot = page.complete && page.lastMid !== undefined && hasForgotten(db, page.lastMid);
    if (
      rowsOf(page) > 0 ||
      hasDecided(db, decided) ||
      (page.complete && state.resetting === 1) ||
      forgot ||
      left.length > 0
    ) {
      restoreShadows(transaction, replica.tables);
      leaveScopes(transaction, replica.tables, left);
      const erased = readErased(db, replica.tables, page.rows, page.tables);
      applyRows(transaction, replica.tables, page.rows);
      applyTables(transaction, replica.tables, page.tables);
      if (erased) forgetErased(transaction, replica.localTables, erased);
      if (page.complete) {
        if (state.resetting === 1) sweepLeftOvers(db, replica.tables).forEach(touch);
        settle(transaction, state, page, now);
        if (forgot) noteRestored(transaction, recoverForgotten(transaction, decided), now);
      }
      rerunPending(transaction, registry);
    } else {
      // A file that was adopted has brought erasures, and kept this desk's own tables.
      const erased = readErased(db, replica.tables, []);
      if (erased) forgetErased(transaction, replica.localTables, erased);
    }
    patchSyncState(db, {
      epoch: page.epoch,
      cursor: page.to,
      ...(page.complete && { as_of: now }),
      ...(page.fed && { fed: JSON.stringify(page.fed) }),
    });
    return 'applied';
  };
  // Rows and cursor go together, so what a power cut takes back is fetched again. What changes the outbox waits for the
  // disk; most pages bring what others did.
  return replica.transact(apply, { isRepeatable: !page.complete || !changesOutbox(replica.db, page) });
}

function changesOutbox(db: ReadableDb, { lastMid }: Page): boolean {
  if (readSyncState(db).resetting === 1) return true;
  return lastMid !== undefined && (hasDecided(db, lastMid) || hasForgotten(db, lastMid));
}

/**
 * The centre's `lastMid` is not of this file's numbering alone when it covers another command than the one that is
 * here, or one not written yet: the file is a copy, or was restored. What was not decided begins a new line.
 */
function settle(transaction: Transaction, state: SyncState, page: Page, now: number): void {
  const { db } = transaction;
  const lastMid = page.lastMid ?? 0;
  const foreign = firstForeign(db, page);
  settleOutbox(transaction, foreign === undefined ? lastMid : foreign - 1, page.outcomes ?? [], now);
  if (foreign !== undefined || lastMid >= state.next_mid) beginNewIdentity(transaction);
}

function hasDecided(db: ReadableDb, lastMid: number): boolean {
  return (
    lastMid >= readSyncState(db).next_mid ||
    db.prepare('SELECT 1 FROM outbox WHERE mid <= ?').get(lastMid) !== undefined
  );
}

/**
 * A page has a row once, and a table's triggers look at their own row alone: so the rows may go in table by table. The
 * removals are first, that what they free is free.
 */
function applyRows(
  { db, touch }: Transaction,
  tables: ReadonlyMap<string, Table>,
  changes: readonly RowChange[],
): void {
  const written = new Map<string, RowChange[]>();
  for (const change of changes) {
    const { tbl, pk, ver, row } = change;
    // The desk asked for the tables it knows; a newer one comes after the upgrade (replica/known-columns.ts).
    const table = tables.get(tbl);
    if (!table) continue;
    if (row === null) {
      if (deleteOlder(db, table, pk, ver)) touch(tbl);
      continue;
    }
    const rows = written.get(tbl);
    if (rows) rows.push(change);
    else written.set(tbl, [change]);
  }
  for (const [tbl, rows] of written) {
    const table = tables.get(tbl);
    if (table && putNewer(db, table, rowsOneByOne(table, rows))) touch(tbl);
  }
}

/** {@link applyRows} of rows that come by table. */
function applyTables(
  { db, touch }: Transaction,
  known: ReadonlyMap<string, Table>,
  tables: readonly TableRows[] = [],
): void {
  for (const sent of tables) {
    const table = known.get(sent.tbl);
    if (table && putNewer(db, table, rowsByTable(table, sent))) touch(sent.tbl);
  }
}

/**
 * Puts the centre's rows with a version from `from` to before `to` in the place of those that are here, whatever
 * these are. Only while nothing is pending.
 */
export function replaceRange(
  { replica }: SyncCore,
  table: Table,
  { from, to }: { readonly from: number; readonly to: number },
  rows: readonly RowChange[],
): void {
  replica.transact(({ db, touch }) => {
    db.prepare(`DELETE FROM ${table.name} WHERE ver >= ? AND ver < ?`).run(from, to);
    putAll(db, table, rowsOneByOne(table, rows));
    touch(table.name);
  });
}
