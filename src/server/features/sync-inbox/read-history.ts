import type { z } from 'zod';
import type { Principal } from '#server/auth/principal.ts';
import { refusal } from '#server/http/refusal.ts';
import type { Tx } from '#server/store/store.ts';
import { findRow } from '#server/sync/entity-rows.ts';
import { WHOLE_ROW } from '#server/sync/journal.ts';
import type { HistoryReply, historyRequest } from '#shared/features/sync-inbox/history.ts';
import { hiddenColumns, mayRead } from '#shared/access/access.ts';
import type { Table } from '#shared/rows/table.ts';

type Sight = Pick<Principal, 'scopeIds' | 'grants'>;

interface Entry {
  readonly field: string;
  readonly outcome: 'applied' | 'conflict' | 'rejected';
  readonly existed: boolean;
  readonly old: unknown;
  readonly new: unknown;
  readonly actor: string;
  readonly at: number;
}

/**
 * Who changed what of one row, newest first, for a person who may see the row as it is now; a deleted one too. Fields
 * that are not for that person are left out, and so are the values of entries about the whole row.
 *
 * @throws AppError 404 `history.gone`: there is no such row for this person.
 */
export async function readHistory(
  tx: Tx,
  { scopeIds, grants }: Sight,
  tables: ReadonlyMap<string, Table>,
  { tbl, pk, limit }: z.infer<typeof historyRequest>,
): Promise<HistoryReply> {
  const table = tables.get(tbl);
  const found = table && (await findRow(tx, table, pk));
  if (!table || !found || !scopeIds.includes(found.row.scope_id) || !mayRead(grants, table, found.row))
    throw refusal(404, 'history.gone', `no ${tbl} ${pk}`);
  // Columns of today: what an entry tells of any other is nobody's to judge.
  const hidden = new Set(hiddenColumns(grants, table));
  const shown = [WHOLE_ROW, ...table.columnNames.filter((name) => !hidden.has(name))];
  // What was not applied has the version it found, so it comes after what made that version.
  const entries = await tx.query<Entry & object>(
    `SELECT field, outcome, old IS NOT NULL AS existed, actor, client_time AS at,
            CASE WHEN field = '*' THEN NULL ELSE old END AS old, CASE WHEN field = '*' THEN NULL ELSE new END AS new
     FROM field_history WHERE tenant_id = $1 AND tbl = $2 AND pk = $3 AND field = ANY($4)
     ORDER BY ver DESC, outcome = 'applied', seq DESC LIMIT $5`,
    [tx.tenantId, tbl, pk, shown, limit + 1],
  );
  return { entries: entries.slice(0, limit), more: entries.length > limit };
}
