import { erasureTable, idsIn, markOf } from '#shared/persons/erasure.ts';
import { tellingTexts } from '#shared/persons/telling-texts.ts';
import type { Table } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import { changesOf } from '#shared/sync/table-rows.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { Transaction } from './replica.ts';
import { readStored } from './rows.ts';

/** What a page takes away for good. */
export interface Erased {
  readonly marks: ReadonlySet<string>;
  /** Names and numbers of those who go, as far as this replica has had them. */
  readonly texts: readonly string[];
}

/** Keys and settings of the desk are no texts about persons, and work that waits is the centre's to refuse. */
const NEVER: ReadonlySet<string> = new Set(['local_setting']);

/**
 * To be asked before the page's rows are written: afterwards nobody knows the names. undefined: nobody was erased, or
 * all that was erased is forgotten already.
 */
export function readErased(
  db: ReadableDb,
  tables: ReadonlyMap<string, Table>,
  some: readonly RowChange[],
  living: readonly TableRows[] = [],
): Erased | undefined {
  if (!tables.has(erasureTable.name)) return undefined;
  const coming = [
    ...some.filter(({ tbl, row }) => tbl === erasureTable.name && row !== null),
    ...changesOf(living.filter(({ tbl }) => tbl === erasureTable.name)),
  ];
  const isUnseen =
    db.prepare('SELECT 1 FROM erasure WHERE ver > 0 AND id NOT IN (SELECT id FROM erasure_seen)').get() !==
    undefined;
  if (!isUnseen && coming.length === 0 && some.every(({ row }) => row !== null)) return undefined;
  const changes = [...some, ...changesOf(living)];
  const known = db.prepare<[], string>('SELECT marks FROM erasure WHERE ver > 0').pluck().all();
  const marks = new Set([
    ...known.flatMap((packed) => listOf(JSON.parse(packed))),
    ...coming.flatMap(({ row }) => listOf(row?.['marks'])),
  ]);
  const texts = changes.flatMap(({ tbl, pk }) => {
    const table = tables.get(tbl);
    if (!table || !marks.has(markOf(pk))) return [];
    const row = readStored(db, table, pk);
    if (!row || isOthersToo(db, table, row['digits'], marks)) return [];
    return tellingTexts(table, row);
  });
  return isUnseen || coming.length > 0 || texts.length > 0
    ? { marks, texts: [...new Set(texts)] }
    : undefined;
}

/** Somebody who stays has the number as well. */
function isOthersToo(db: ReadableDb, table: Table, digits: unknown, marks: ReadonlySet<string>): boolean {
  if (typeof digits !== 'string') return false;
  return db
    .prepare<[string], string>(`SELECT id FROM ${table.name} WHERE digits = ?`)
    .pluck()
    .all(digits)
    .some((id) => !marks.has(markOf(id)));
}

const listOf = (packed: unknown): readonly string[] =>
  Array.isArray(packed) ? packed.filter((mark) => typeof mark === 'string') : [];

/**
 * Removes from the tables of this desk alone (drafts, recorded calls, acknowledged and refused commands, rows of an
 * import) every row that names something of somebody who was erased, of whatever feature. It reads those tables as a
 * whole, which is rare enough.
 */
export function forgetErased(
  { db, touch }: Transaction,
  localTables: ReadonlySet<string>,
  { marks, texts }: Erased,
): void {
  for (const table of localTables) {
    if (NEVER.has(table)) continue;
    const key = keyOf(db, table);
    const read = [...new Set([...key, ...tellingColumns(db, table)])].join(', ');
    const rows = db.prepare<[], Readonly<Record<string, unknown>>>(`SELECT ${read} FROM ${table}`).iterate();
    const gone: unknown[][] = [];
    for (const row of rows) if (tells(row, marks, texts)) gone.push(key.map((name) => row[name]));
    if (gone.length === 0) continue;
    const remove = db.prepare(`DELETE FROM ${table} WHERE ${key.map((name) => `${name} = ?`).join(' AND ')}`);
    for (const values of gone) remove.run(values);
    touch(table);
  }
  cleanIndexes(db);
  db.prepare('INSERT OR IGNORE INTO erasure_seen (id) SELECT id FROM erasure WHERE ver > 0').run();
}

function tells(
  row: Readonly<Record<string, unknown>>,
  marks: ReadonlySet<string>,
  texts: readonly string[],
): boolean {
  return Object.values(row).some(
    (value) =>
      typeof value === 'string' &&
      (texts.some((text) => value.includes(text)) || idsIn(value).some((id) => marks.has(markOf(id)))),
  );
}

/** Those that may hold a text: contents of files are not read for it. */
function tellingColumns(db: ReadableDb, table: string): readonly string[] {
  return db
    .prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE type <> 'BLOB'")
    .pluck()
    .all(table);
}

/** Columns that name one row of it. */
function keyOf(db: ReadableDb, table: string): readonly string[] {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0').pluck();
  const key = columns.all(table);
  return key.length > 0 ? key : ['rowid'];
}

/**
 * What the search indexes have of rows that went or were renamed stays in their segments until those are merged, so
 * they are: rare, and a second or two with a million parties.
 */
function cleanIndexes(db: WritableDb): void {
  const indexes = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5 %' AND sql NOT LIKE '%fts5vocab%'`,
    )
    .pluck()
    .all();
  for (const name of indexes) db.prepare(`INSERT INTO ${name} (${name}) VALUES ('optimize')`).run();
}
