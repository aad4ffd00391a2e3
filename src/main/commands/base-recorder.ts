import type { Base } from '#shared/sync/protocol.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';

/**
 * What the desk saw when the person acted. Per row the version, per field the value before the command's first
 * write to it; rows the command has made itself have no before.
 */
export interface BaseRecorder {
  inserted(table: Table, id: string): void;
  /** `fields`: the names about to be written; none for a removal. */
  changing(table: Table, before: AnyRow, fields: readonly string[]): void;
  base(): Base;
}

export function createBaseRecorder(): BaseRecorder {
  const entries = new Map<string, Base[number]>();
  const own = new Set<string>();
  const keyOf = (table: Table, id: string): string => `${table.name}/${id}`;
  return {
    inserted: (table, id) => void own.add(keyOf(table, id)),
    changing(table, before, fields) {
      const key = keyOf(table, before.id);
      if (own.has(key)) return;
      let entry = entries.get(key);
      if (!entry) {
        entry = { tbl: table.name, pk: before.id, ver: before.ver, fields: {} };
        entries.set(key, entry);
      }
      for (const name of fields) {
        if (!(name in entry.fields)) entry.fields[name] = before[name] ?? null;
      }
    },
    base: () => [...entries.values()],
  };
}
