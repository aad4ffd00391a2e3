import { upkeep } from '../rows/steps.ts';
import type { Steps } from '../rows/steps.ts';
import { refColumns } from '../rows/table.ts';
import type { AnyRow, RefColumn, Table } from '../rows/table.ts';
import { changeField } from './merge-item.ts';
import type { Merge } from './merge-item.ts';

/** Two rows that become one. */
export interface MergeOfTwo extends Merge {
  readonly keep: AnyRow;
  readonly drop: AnyRow;
  readonly at: number;
}

/** Everything that points at the dropped row points at the survivor, in every table there is. */
export function* followRefs(merge: MergeOfTwo, tables: ReadonlyMap<string, Table>): Steps<void> {
  const { type } = merge.merging;
  for (const table of tables.values()) {
    for (const ref of refColumns(table)) {
      // Those merged into the dropped row before lead on through it: so each merge can be undone by itself.
      if (table.name === type && ref.column === table.mergedInto) continue;
      if (typeof ref.target !== 'string' || ref.target === type) yield* followColumn(table, ref, merge);
    }
  }
}

function* followColumn(table: Table, { column, target }: RefColumn, merge: MergeOfTwo): Steps<void> {
  const { keep, drop, at } = merge;
  const { type } = merge.merging;
  const typed = typeof target === 'string' ? {} : { [target.typeIn]: type };
  const rows = yield* upkeep.find(table, { [column]: drop.id, ...typed });
  if (rows.length === 0) return;
  const isOwned = table.twins?.by === column;
  const staying = isOwned ? yield* upkeep.find(table, { [column]: keep.id, ...typed }) : [];
  for (const row of rows) {
    // Something between the two would be between one and itself: it stays with the merged row.
    if (otherEnds(table, row, { column, type }).includes(keep.id)) continue;
    if (staying.some((other) => table.twins?.isSame(row, other))) {
      for (const [field, value] of Object.entries(table.twins?.aside(at) ?? {}))
        if (!isAside(table, row, at)) yield* changeField(merge, { table, row, field, value });
    } else yield* changeField(merge, { table, row, field: column, value: keep.id });
  }
}

/** Set aside before: it keeps its day. */
function isAside(table: Table, row: AnyRow, at: number): boolean {
  const [first] = Object.entries(table.twins?.aside(at) ?? {});
  return first !== undefined && row[first[0]] === first[1];
}

function otherEnds(
  table: Table,
  row: AnyRow,
  { column, type }: { readonly column: string; readonly type: string },
): readonly unknown[] {
  return refColumns(table)
    .filter(
      (ref) =>
        ref.column !== column &&
        (typeof ref.target === 'string' ? ref.target === type : row[ref.target.typeIn] === type),
    )
    .filter((ref) => ref.column !== table.mergedInto)
    .map((ref) => row[ref.column]);
}
