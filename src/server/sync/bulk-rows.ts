import type { Tx } from '#server/store/store.ts';
import type { Table, Value } from '#shared/rows/table.ts';
import { insertRows, isEmpty, rowsIn } from './entity-rows.ts';
import type { RowAccess, StoredRow } from './entity-rows.ts';

/** Rows that are gathered and written together. Until {@link write} nobody else may write to the tenant. */
export interface BulkRows extends RowAccess {
  write(): Promise<void>;
}

const BATCH = 5_000;

/**
 * `isWhole`: the table was empty, so what was gathered is all there is, and nothing has to be asked of the database.
 * Otherwise a question that new rows may be an answer to has them written first.
 */
interface Gathered {
  readonly table: Table;
  readonly isWhole: boolean;
  readonly rows: Map<string, StoredRow>;
}

/** A memory in front of the database for one transaction. Tables are written in the order they were first used in. */
export function createBulkRows(tx: Tx): BulkRows {
  const stored = rowsIn(tx);
  const tables = new Map<string, Gathered>();

  async function gatheredOf(table: Table): Promise<Gathered> {
    const known = tables.get(table.name);
    if (known) return known;
    const gathered: Gathered = { table, isWhole: await isEmpty(tx, table), rows: new Map() };
    tables.set(table.name, gathered);
    return gathered;
  }

  async function write({ table, rows }: Gathered): Promise<void> {
    const all = [...rows.values()];
    rows.clear();
    for (let from = 0; from < all.length; from += BATCH)
      await insertRows(tx, table, all.slice(from, from + BATCH));
  }

  async function find(table: Table, id: string): Promise<StoredRow | undefined> {
    const { rows, isWhole } = await gatheredOf(table);
    return rows.get(id) ?? (isWhole ? undefined : stored.findRow(table, id));
  }

  return {
    findRow: find,
    async findLiving(table, where, scopeIds) {
      const gathered = await gatheredOf(table);
      if (gathered.isWhole) return livingIn(gathered, where, scopeIds);
      // Rows this one refers to may be among those that were not written either.
      await writeAll();
      return stored.findLiving(table, where, scopeIds);
    },
    async insertRow(table, row) {
      if (await find(table, row.id)) return false;
      tables.get(table.name)?.rows.set(row.id, { row, deleted: false });
      return true;
    },
    async updateRow(table, id, ver, patch) {
      const { rows } = await gatheredOf(table);
      const found = rows.get(id);
      if (found) rows.set(id, { ...found, row: { ...found.row, ...patch, ver } });
      else await stored.updateRow(table, id, ver, patch);
    },
    async markDeleted(table, id, ver) {
      const { rows } = await gatheredOf(table);
      const found = rows.get(id);
      if (found) rows.set(id, { row: { ...found.row, ver }, deleted: true });
      else await stored.markDeleted(table, id, ver);
    },
    write: writeAll,
  };

  async function writeAll(): Promise<void> {
    for (const gathered of tables.values()) {
      await write(gathered);
      // What was whole is in the database now.
      tables.set(gathered.table.name, { ...gathered, isWhole: false });
    }
  }
}

function livingIn(
  { rows }: Gathered,
  where: Readonly<Record<string, Value>>,
  scopeIds: readonly string[] | undefined,
): readonly StoredRow['row'][] {
  const conditions = Object.entries(where);
  const found: StoredRow['row'][] = [];
  for (const { row, deleted } of rows.values()) {
    if (deleted || scopeIds?.includes(row.scope_id) === false) continue;
    if (conditions.every(([name, value]) => row[name] === value)) found.push(row);
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
