import Database from 'better-sqlite3';
import type { Store, Tx } from '#server/store/store.ts';
import type { AnyRow, Column, Table } from '#shared/rows/table.ts';
import { rawKey, REPLICA_CIPHER } from '#shared/sync/replica-cipher.ts';
import { countRows } from '../page.ts';
import { readClock } from '../tenant-clock.ts';

/** What is needed of a table, and fit to be sent to a worker: no functions. */
export type ImageTable = Pick<Table, 'name' | 'columns' | 'columnNames'>;

export interface ImageOptions {
  readonly store: Store;
  readonly tenantId: string;
  readonly scopeIds: readonly string[];
  readonly tables: readonly ImageTable[];
  /** SQL of an empty replica. */
  readonly statements: readonly string[];
  readonly onProgress: (done: number, total: number) => void;
}

export interface ImageFileOptions extends ImageOptions {
  /** Does not exist yet. */
  readonly file: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface Image {
  readonly epoch: string;
  readonly ver: number;
  readonly rows: number;
}

const PORTION = 5_000;

/**
 * Writes a replica that holds all rows of these scopes, of one moment, encrypted with `key`. Its `sync_state` says
 * what it holds; whose it is the desk adds.
 */
export async function writeImage({ file, key, ...options }: ImageFileOptions): Promise<Image> {
  const connection = new Database(file);
  try {
    for (const pragma of REPLICA_CIPHER) connection.pragma(pragma);
    connection.pragma(`key = ${rawKey(Buffer.from(key).toString('hex'))}`);
    connection.pragma('journal_mode = MEMORY');
    // Lost power costs the file, and it is made anew.
    connection.pragma('synchronous = OFF');
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('temp_store = MEMORY');
    connection.pragma('cache_size = -64000');
    return await fillImage(connection, options);
  } finally {
    connection.close();
  }
}

/** The same on an empty database, wherever that is. */
export async function fillImage(connection: Database.Database, options: ImageOptions): Promise<Image> {
  const { store, tenantId } = options;
  for (const statement of options.statements) connection.exec(statement);
  const indexes = dropIndexes(connection, options.tables);
  connection.exec('BEGIN');
  const image = await store.withSnapshot(tenantId, (tx) => copyRows(tx, connection, options));
  for (const sql of indexes) connection.exec(sql);
  connection.exec(
    `UPDATE sync_state SET resetting = 0, epoch = '${image.epoch.replaceAll("'", "''")}', cursor = ${image.ver}`,
  );
  connection.exec('COMMIT');
  const found = connection.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new Error(`the image is damaged: ${String(found)}`);
  return image;
}

/** An index made at the end is made in one go. */
function dropIndexes(connection: Database.Database, tables: readonly ImageTable[]): readonly string[] {
  return tables.flatMap((table) => {
    const indexes = connection
      .prepare<[string], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?",
      )
      .all(table.name);
    return indexes.map(({ name, sql }) => {
      connection.exec(`DROP INDEX "${name}"`);
      return sql;
    });
  });
}

/** May run again when transactions met, so it begins with what an earlier run left. */
async function copyRows(
  tx: Tx,
  connection: Database.Database,
  { tables, scopeIds, onProgress }: ImageOptions,
): Promise<Image> {
  for (const { name } of tables) connection.exec(`DELETE FROM "${name}"`);
  const { epoch, ver } = await readClock(tx);
  const total = await countRows(tx, tables, scopeIds);
  let rows = 0;
  onProgress(rows, total);
  for (const table of tables) {
    const insert = inserter(connection, table);
    for (let after = '', isMore = true; isMore;) {
      const portion = await readPortion(tx, table, scopeIds, after);
      insert(portion);
      after = portion.at(-1)?.id ?? after;
      isMore = portion.length === PORTION;
      rows += portion.length;
      onProgress(rows, total);
    }
  }
  return { epoch, ver, rows };
}

/** Rows in one statement: many, for SQLite writes the search index out before each one. */
const AT_ONCE = [500, 20, 1] as const;

function inserter(connection: Database.Database, table: ImageTable): (rows: readonly AnyRow[]) => void {
  const columns = columnsOf(table);
  const one = `(${columns.map(() => '?').join(', ')})`;
  const sizes = AT_ONCE.map((count) => ({
    count,
    statement: connection.prepare(
      `INSERT INTO "${table.name}" (${columns.join(', ')}) VALUES ${Array(count).fill(one).join(', ')}`,
    ),
  }));
  return (rows) => {
    let start = 0;
    for (const { count, statement } of sizes) {
      for (; rows.length - start >= count; start += count) {
        statement.run(rows.slice(start, start + count).flatMap((row) => toStored(table, row)));
      }
    }
  };
}

const columnsOf = (table: ImageTable): readonly string[] =>
  ['id', 'scope_id', 'ver', ...table.columnNames].map((name) => `"${name}"`);

const LIVING = 'tenant_id = $1 AND NOT deleted AND scope_id = ANY($2)';

async function readPortion(
  tx: Tx,
  table: ImageTable,
  scopeIds: readonly string[],
  after: string,
): Promise<readonly AnyRow[]> {
  return tx.query(
    `SELECT ${columnsOf(table).join(', ')} FROM "${table.name}" WHERE ${LIVING} AND id > $3 ORDER BY id LIMIT ${PORTION}`,
    [tx.tenantId, scopeIds, after],
  );
}

type SqlValue = string | number | null;

function toStored(table: ImageTable, row: AnyRow): readonly SqlValue[] {
  const values: SqlValue[] = [row.id, row.scope_id, row.ver];
  for (const name of table.columnNames) {
    const column = table.columns[name];
    if (column) values.push(toSql(column, row[name]));
  }
  return values;
}

/** As src/main/replica/values.ts does. */
function toSql({ kind }: Column, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value === true ? 1 : 0;
  if (kind === 'json') return JSON.stringify(value);
  return typeof value === 'string' ? value : Number(value);
}
