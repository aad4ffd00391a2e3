import { partyErase } from '#shared/features/person-rights/erase.ts';
import type { ErasureLine, ErasurePreview } from '#shared/features/person-rights/contract.ts';
import { mayKeepPersonRights } from '#shared/features/person-rights/rights.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { erasureTable } from '#shared/persons/erasure.ts';
import type { ErasureReason } from '#shared/persons/erasure.ts';
import { rowsOfPerson } from '#shared/persons/rows-of-person.ts';
import { runSync } from '#shared/rows/steps.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { Host } from '../../host/host.ts';
import { decodeRow, findStored, readStored } from '../../replica/rows.ts';
import { toSql } from '../../replica/values.ts';
import { mentionsOf } from './texts-about.ts';

type Sees = Pick<Host, 'db' | 'tables' | 'describe'>;

/** Throws AppError `person-rights.not-yours`. */
export function mustKeep(host: Pick<Host, 'session'>): void {
  if (!mayKeepPersonRights(host.session()))
    throw new AppError('person-rights.not-yours', 'only a steward or an administrator may');
}

export function previewOf(host: Sees, partyId: string): ErasurePreview | null {
  const found = runSync(rowsOfPerson(host.tables, partyId), reader(host));
  const party = found.rows.find(({ row, table }) => table.name === 'party' && row.id === partyId)?.row;
  if (!party) return null;
  const counts = Map.groupBy(found.rows, ({ table }) => table);
  const { name, customer_no: customerNo } = party;
  const shown = typeof name === 'string' ? name : '';
  const except = new Set(found.rows.map(({ table, row }) => `${table.name}/${row.id}`));
  return {
    name: shown,
    customerNo: typeof customerNo === 'string' && customerNo !== '' ? customerNo : null,
    tables: [...counts]
      .map(([table, rows]) => ({
        ...{ table: table.name, rows: rows.length, anonymous: table.anonymous !== undefined },
      }))
      .toSorted((a, b) => b.rows - a.rows),
    mentions: mentionsOf(host.db, host.tables, { name: shown, except }),
  };
}

/**
 * @throws AppError `person-rights.not-confirmed`: what was typed is neither the name nor the customer number; CommandError
 */
export function erase(
  host: Host,
  {
    partyId,
    reason,
    typed,
  }: { readonly partyId: string; readonly reason: ErasureReason; readonly typed: string },
): null {
  mustKeep(host);
  const party = previewOf(host, partyId);
  if (!party) throw new AppError('party.gone', `no party ${partyId}`);
  const same = (text: string | null): boolean => text !== null && folded(text) === folded(typed);
  if (!same(party.name) && !same(party.customerNo))
    throw new AppError('person-rights.not-confirmed', 'neither the name nor the customer number');
  host.run(partyErase, { id: host.newId(), partyId, reason });
  return null;
}

const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

export function erasuresOf({ db, describe }: Sees): readonly ErasureLine[] {
  const rows = db
    .prepare<[], { id: string; at: number; by: string; reason: ErasureReason; rows: number }>(
      `SELECT id, erased_at AS at, erased_by AS by, reason, json_array_length(marks) AS rows
       FROM ${erasureTable.name} GROUP BY marks ORDER BY erased_at DESC, id LIMIT 500`,
    )
    .all();
  const names = describe(
    'staff',
    rows.map(({ by }) => by),
  );
  return rows.map((row) => ({ ...row, by: names.get(row.by)?.name ?? '' }));
}

/** Looks, and writes nothing. */
function reader({ db }: Pick<Host, 'db'>): (op: RowOp) => unknown {
  return (op) => {
    const { table } = op;
    if (op.op === 'get') {
      const stored = readStored(db, table, op.id);
      return stored && decodeRow(table, stored);
    }
    if (op.op !== 'find') throw new Error(`a preview does not ${op.op}`);
    const where = Object.entries(op.where).map(([name, value]) => [name, toSql(table, name, value)]);
    return findStored(db, table, Object.fromEntries(where)).map((stored) => decodeRow(table, stored));
  };
}
