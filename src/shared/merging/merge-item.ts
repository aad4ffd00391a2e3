import { nameId } from '../kernel/name-id.ts';
import { upkeep } from '../rows/steps.ts';
import type { Steps } from '../rows/steps.ts';
import type { AnyRow, Table, Value } from '../rows/table.ts';

/** Rows of which table become one, and where it is remembered what that has done to each field. */
export interface Merging {
  /** Name of the table. */
  readonly type: string;
  /**
   * One row for each field that a standing merge has changed: `merge_id`, `tbl`, `pk`, `field`, `depth`, and the values
   * as JSON in `old` and `new`; values of fields that are not for everybody in columns of the same names and a suffix.
   */
  readonly items: Table;
}

/** What a merge has done to one field, its values read back. */
export interface MergeItem {
  readonly id: string;
  readonly tbl: string;
  readonly pk: string;
  readonly field: string;
  /** Counts the merges that have changed this field and still stand, this one included. */
  readonly depth: number;
  readonly old: Value;
  readonly new: Value;
}

export interface FieldChange {
  readonly table: Table;
  readonly row: AnyRow;
  readonly field: string;
  readonly value: Value;
}

/** The merge at work. */
export interface Merge {
  readonly merging: Merging;
  readonly mergeId: string;
}

/** One that is to be undone: what its rows are is not asked any more. */
export interface StandingMerge {
  readonly merging: Pick<Merging, 'items'>;
  readonly mergeId: string;
}

/** Writes a field and remembers what it was. Changes nothing where it holds the value already. */
export function* changeField(
  { merging: { items }, mergeId }: Merge,
  change: FieldChange,
  write: (table: Table, id: string, patch: Readonly<Record<string, Value>>) => Steps<void> = upkeep.update,
): Steps<void> {
  const { table, row, field, value } = change;
  const before = row[field] ?? null;
  if (isSameValue(before, value)) return;
  const earlier = yield* itemsOf(items, { tbl: table.name, pk: row.id, field });
  yield* upkeep.insert(items, {
    id: nameId(`${mergeId}/${table.name}/${row.id}/${field}`),
    scope_id: row.scope_id,
    merge_id: mergeId,
    tbl: table.name,
    pk: row.id,
    field,
    depth: 1 + (earlier.at(-1)?.depth ?? 0),
    ...noValues(items),
    ...valuesFor(table, field, { old: before, new: value }),
  });
  yield* write(table, row.id, { [field]: value });
}

/** All that standing merges did to a field, the oldest first. */
export function* itemsOf(
  items: Table,
  { tbl, pk, field }: Pick<MergeItem, 'tbl' | 'pk' | 'field'>,
): Steps<readonly MergeItem[]> {
  const rows = yield* upkeep.find(items, { tbl, pk, field });
  return rows.map(read).toSorted((a, b) => a.depth - b.depth);
}

export function* itemsOfMerge({ merging: { items }, mergeId }: StandingMerge): Steps<readonly MergeItem[]> {
  return (yield* upkeep.find(items, { merge_id: mergeId })).map(read);
}

export const removeItem = (items: Table, { id }: MergeItem): Steps<void> => upkeep.remove(items, id);

/** As if the merge of this item had found another value. */
export const rebaseItem = (
  items: Table,
  { id }: MergeItem,
  { table, field, old }: { readonly table: Table; readonly field: string; readonly old: Value },
): Steps<void> => upkeep.update(items, id, valuesFor(table, field, { old }));

export const isSameValue = (one: Value, other: Value): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const VALUE_COLUMN = /^(?:old|new)(?:_|$)/;

const noValues = ({ columnNames }: Table): Readonly<Record<string, null>> =>
  Object.fromEntries(columnNames.filter((name) => VALUE_COLUMN.test(name)).map((name) => [name, null]));

/** Values of fields that are not for everybody lie in columns that are not for everybody either. */
const SUFFIX = { health: '_health', 'birth-date': '_birth_date' } as const;

function valuesFor(
  table: Table,
  field: string,
  values: Readonly<Record<string, Value>>,
): Readonly<Record<string, string>> {
  const sensitivity = table.columns[field]?.sensitivity;
  const suffix = sensitivity === undefined ? '' : SUFFIX[sensitivity];
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${name}${suffix}`, JSON.stringify(value)]),
  );
}

function read(row: AnyRow): MergeItem {
  return {
    id: row.id,
    tbl: textOf(row['tbl']),
    pk: textOf(row['pk']),
    field: textOf(row['field']),
    depth: Number(row['depth']),
    old: parsed(row['old'] ?? row['old_health'] ?? row['old_birth_date']),
    new: parsed(row['new'] ?? row['new_health'] ?? row['new_birth_date']),
  };
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/** Written by {@link valuesFor}; null where the field is hidden from this desk. */
const parsed = (json: Value | undefined): Value =>
  typeof json === 'string' && json !== '' ? (JSON.parse(json) as Value) : null;
