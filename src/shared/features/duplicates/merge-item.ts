import { nameId } from '../../kernel/name-id.ts';
import { upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { AnyRow, Table, Value } from '../../rows/table.ts';
import { partyMergeItemTable } from './model.ts';
import { textOf } from './text-of.ts';

/** What a merge has done to one field, its values read back. */
export interface MergeItem {
  readonly id: string;
  readonly tbl: string;
  readonly pk: string;
  readonly field: string;
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

/** Writes a field and remembers what it was. Changes nothing where it holds the value already. */
export function* changeField(
  mergeId: string,
  change: FieldChange,
  write: (table: Table, id: string, patch: Readonly<Record<string, Value>>) => Steps<void> = upkeep.update,
): Steps<void> {
  const { table, row, field, value } = change;
  const before = row[field] ?? null;
  if (isSameValue(before, value)) return;
  const earlier = yield* itemsOf(table.name, row.id, field);
  yield* upkeep.insert(partyMergeItemTable, {
    id: nameId(`${mergeId}/${table.name}/${row.id}/${field}`),
    scope_id: row.scope_id,
    merge_id: mergeId,
    tbl: table.name,
    pk: row.id,
    field,
    depth: 1 + (earlier.at(-1)?.depth ?? 0),
    ...NOTHING,
    ...valuesFor(table, field, { old: before, new: value }),
  });
  yield* write(table, row.id, { [field]: value });
}

/** All that standing merges did to a field, the oldest first. */
export function* itemsOf(tbl: string, pk: string, field: string): Steps<readonly MergeItem[]> {
  const rows = yield* upkeep.find(partyMergeItemTable, { tbl, pk, field });
  return rows.map(read).toSorted((a, b) => a.depth - b.depth);
}

export function* itemsOfMerge(mergeId: string): Steps<readonly MergeItem[]> {
  return (yield* upkeep.find(partyMergeItemTable, { merge_id: mergeId })).map(read);
}

export const removeItem = ({ id }: MergeItem): Steps<void> => upkeep.remove(partyMergeItemTable, id);

/** As if the merge of this item had found another value. */
export const rebaseItem = (table: Table, { id, field }: MergeItem, old: Value): Steps<void> =>
  upkeep.update(partyMergeItemTable, id, valuesFor(table, field, { old }));

export const isSameValue = (one: Value, other: Value): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const NOTHING = {
  old: null,
  new: null,
  old_health: null,
  new_health: null,
  old_birth_date: null,
  new_birth_date: null,
};

/** Values of fields that are not for everybody lie in columns that are not for everybody either. */
const SUFFIX = { health: '_health', 'birth-date': '_birth_date' } as const;

function valuesFor(table: Table, field: string, values: Readonly<Record<string, Value>>) {
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

/** Written by {@link valuesFor}; null where the field is hidden from this desk. */
const parsed = (json: Value | undefined): Value =>
  typeof json === 'string' && json !== '' ? (JSON.parse(json) as Value) : null;
