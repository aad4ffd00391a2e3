import { upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { refColumns } from '../../rows/table.ts';
import type { AnyRow, RefColumn, Table } from '../../rows/table.ts';
import { changeField } from './merge-item.ts';
import { PARTY } from './model.ts';

interface Merging {
  readonly mergeId: string;
  readonly keep: AnyRow;
  readonly drop: AnyRow;
}

/** Deeper than any hierarchy (parties/commands.ts). */
const DEEPEST = 40;

/** Everything that points at the dropped party points at the survivor, in every table there is. */
export function* followRefs({
  tables,
  at,
  ...merging
}: Merging & { readonly tables: ReadonlyMap<string, Table>; readonly at: number }): Steps<void> {
  for (const table of tables.values()) {
    for (const ref of refColumns(table)) {
      // Those merged into the dropped party before lead on through it: so each merge can be undone by itself.
      if (table.name === PARTY && ref.column === table.mergedInto) continue;
      if (mayPointAtParty(ref)) yield* followColumn(table, ref, { ...merging, at });
    }
  }
}

const mayPointAtParty = ({ target }: RefColumn): boolean => typeof target !== 'string' || target === PARTY;

function* followColumn(
  table: Table,
  { column, target }: RefColumn,
  { mergeId, keep, drop, at }: Merging & { readonly at: number },
): Steps<void> {
  const typed = typeof target === 'string' ? {} : { [target.typeIn]: PARTY };
  const rows = yield* upkeep.find(table, { [column]: drop.id, ...typed });
  if (rows.length === 0) return;
  const isOwned = table.twins?.by === column;
  const staying = isOwned ? yield* upkeep.find(table, { [column]: keep.id, ...typed }) : [];
  for (const row of rows) {
    // Something between the two would be between one and itself: it stays with the merged row.
    if (otherEnds(table, column, row).includes(keep.id)) continue;
    if (staying.some((other) => table.twins?.isSame(row, other))) {
      for (const [field, value] of Object.entries(table.twins?.aside(at) ?? {}))
        if (!isAside(table, row, at)) yield* changeField(mergeId, { table, row, field, value });
    } else yield* changeField(mergeId, { table, row, field: column, value: keep.id });
  }
}

/** Set aside before: it keeps its day. */
function isAside(table: Table, row: AnyRow, at: number): boolean {
  const [first] = Object.entries(table.twins?.aside(at) ?? {});
  return first !== undefined && row[first[0]] === first[1];
}

function otherEnds(table: Table, column: string, row: AnyRow): readonly unknown[] {
  return refColumns(table)
    .filter(
      (ref) =>
        ref.column !== column &&
        (typeof ref.target === 'string' ? ref.target === PARTY : row[ref.target.typeIn] === PARTY),
    )
    .filter((ref) => ref.column !== table.mergedInto)
    .map((ref) => row[ref.column]);
}

/** A survivor below the party it takes in would come to be above itself: it moves to the top. */
export function* leaveCircle({
  mergeId,
  party,
  keep,
  drop,
}: Merging & { readonly party: Table }): Steps<void> {
  let above = keep['parent_id'];
  for (let depth = 0; typeof above === 'string' && depth < DEEPEST; depth++) {
    if (above === drop.id)
      return yield* changeField(mergeId, { table: party, row: keep, field: 'parent_id', value: null });
    above = (yield* upkeep.get(party, above))?.['parent_id'];
  }
}
