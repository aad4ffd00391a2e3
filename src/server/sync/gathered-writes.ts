import type { Tx } from '#server/store/store.ts';
import type { AnyRow, Table, Value } from '#shared/rows/table.ts';
import type { Base } from '#shared/sync/protocol.ts';
import { findRows, insertNewRows, rowsIn, updateRows } from './entity-rows.ts';
import type { RowAccess, StoredRow } from './entity-rows.ts';

/** What one command reads and writes, in few statements: an import's two hundred customers are three, not six hundred. */
export interface GatheredWrites extends RowAccess {
  /** @throws IdTaken */
  write(): Promise<void>;
  /** An id was taken after all: what the command was told of its inserts is not true, and it must run again without this. */
  readonly isRefuted: boolean;
}

/** Not for anybody to see: the command is run again, row by row. */
export class IdTaken extends Error {
  override readonly name = 'IdTaken';
}

type Patches = Map<string, Readonly<Record<string, Value>>>;

/**
 * Takes it that every new id is new, which it nearly always is, and finds out when the rows are written: before anything
 * is asked that they may be an answer to, tables in the order in which they were first used. Rows the person has seen
 * (`base`) are the ones a command is about to change: they are fetched together with the first of them.
 */
export function gatherWrites(tx: Tx, base: Base): GatheredWrites {
  const stored = rowsIn(tx);
  const inserts = new Map<Table, Map<string, AnyRow>>();
  const updates = new Map<Table, Patches>();
  const fetched = new Map<Table, Map<string, StoredRow>>();
  let isRefuted = false;

  async function write(): Promise<void> {
    for (const [table, rows] of inserts) {
      inserts.delete(table);
      if ((await insertNewRows(tx, table, [...rows.values()])) === rows.size) continue;
      isRefuted = true;
      throw new IdTaken(`${table.name}: an id is taken`);
    }
    for (const [table, patches] of updates) {
      updates.delete(table);
      await updateRows(tx, table, patches);
    }
  }

  async function seen(table: Table, id: string): Promise<StoredRow | undefined> {
    let rows = fetched.get(table);
    if (!rows) {
      const ids = base.filter(({ tbl }) => tbl === table.name).map(({ pk }) => pk);
      const found = ids.length > 1 ? await findRows(tx, table, ids) : [];
      rows = new Map(found.map((each) => [each.row.id, each]));
      fetched.set(table, rows);
    }
    return rows.get(id);
  }

  return {
    get isRefuted() {
      return isRefuted;
    },
    write,
    async findRow(table, id) {
      const row = inserts.get(table)?.get(id);
      if (row) return { row, deleted: false };
      const known = await seen(table, id);
      if (known) return known;
      if (updates.get(table)?.has(id)) await write();
      return stored.findRow(table, id);
    },
    async findLiving(table, where, scopeIds) {
      await write();
      return stored.findLiving(table, where, scopeIds);
    },
    async insertRow(table, row) {
      const rows = inserts.get(table) ?? new Map<string, AnyRow>();
      if (rows.has(row.id)) return false;
      inserts.set(table, rows.set(row.id, row));
      return true;
    },
    async updateRow(table, id, ver, patch) {
      fetched.get(table)?.delete(id);
      const rows = inserts.get(table);
      const row = rows?.get(id);
      if (row) {
        rows?.set(id, { ...row, ...patch, ver });
        return;
      }
      const patches: Patches = updates.get(table) ?? new Map();
      updates.set(table, patches.set(id, { ...patches.get(id), ...patch, ver }));
    },
    async markDeleted(table, id, ver) {
      fetched.get(table)?.delete(id);
      if (inserts.get(table)?.has(id) || updates.get(table)?.has(id)) await write();
      await stored.markDeleted(table, id, ver);
    },
  };
}
