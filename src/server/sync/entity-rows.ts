import type { Tx } from '#server/store/store.ts';
import type { AnyRow, Column, Table, Value } from '#shared/rows/table.ts';

/** A row as it stands in the database; a deleted one keeps its last values. */
export interface StoredRow {
  readonly row: AnyRow;
  readonly deleted: boolean;
}

/** How the interpreter reaches rows of one tenant; the functions below, or a memory in front of them (bulk-rows.ts). */
export interface RowAccess {
  findRow(table: Table, id: string): Promise<StoredRow | undefined>;
  findLiving(
    table: Table,
    where: Readonly<Record<string, Value>>,
    scopeIds?: readonly string[],
  ): Promise<readonly AnyRow[]>;
  /** false: the id is taken, and nothing was written. */
  insertRow(table: Table, row: AnyRow): Promise<boolean>;
  updateRow(table: Table, id: string, ver: number, patch: Readonly<Record<string, Value>>): Promise<void>;
  markDeleted(table: Table, id: string, ver: number): Promise<void>;
}

export function rowsIn(tx: Tx): RowAccess {
  return {
    findRow: (table, id) => findRow(tx, table, id),
    findLiving: (table, where, scopeIds) => findLiving(tx, table, where, scopeIds),
    insertRow: (table, row) => insertRow(tx, table, row),
    updateRow: (table, id, ver, patch) => updateRow(tx, table, id, ver, patch),
    markDeleted: (table, id, ver) => markDeleted(tx, table, id, ver),
  };
}

type Selected = AnyRow & { readonly deleted: boolean };

/* Names are checked by defineTable; the quotes are for those that are SQL keywords. */
const quoted = (name: string): string => `"${name}"`;
const META = ['id', 'scope_id', 'ver'] as const;

function selectList(table: Table): string {
  return [...META, 'deleted', ...table.columnNames].map(quoted).join(', ');
}

/** Whatever its scope and whether or not it is deleted. */
export async function findRow(tx: Tx, table: Table, id: string): Promise<StoredRow | undefined> {
  const [found] = await findRows(tx, table, [id]);
  return found;
}

export async function findRows(tx: Tx, table: Table, ids: readonly string[]): Promise<readonly StoredRow[]> {
  const rows = await tx.query<Selected>(
    `SELECT ${selectList(table)} FROM ${quoted(table.name)} WHERE tenant_id = $1 AND id = ANY($2)`,
    [tx.tenantId, ids],
  );
  return rows.map(toStored);
}

function toStored({ deleted, ...row }: Selected): StoredRow {
  return { row, deleted };
}

/** Rows that live, in these scopes or, without any named, in all of the tenant, equal in every named column; by id. */
export async function findLiving(
  tx: Tx,
  table: Table,
  where: Readonly<Record<string, Value>>,
  scopeIds?: readonly string[],
): Promise<readonly AnyRow[]> {
  const values: unknown[] = [tx.tenantId, ...(scopeIds ? [scopeIds] : [])];
  const conditions = Object.entries(where).map(([name, value]) => {
    if (value === null) return ` AND ${quoted(name)} IS NULL`;
    values.push(toSql(value));
    return ` AND ${quoted(name)} = $${values.length}`;
  });
  const rows = await tx.query<Selected>(
    `SELECT ${selectList(table)} FROM ${quoted(table.name)}
     WHERE tenant_id = $1 AND NOT deleted${scopeIds ? ' AND scope_id = ANY($2)' : ''}${conditions.join('')} ORDER BY id`,
    values,
  );
  return rows.map((record) => toStored(record).row);
}

/** false: the id is taken, and nothing was written. */
export async function insertRow(tx: Tx, table: Table, row: AnyRow): Promise<boolean> {
  const names = [...META, ...table.columnNames];
  const slots = names.map((_, index) => `$${index + 2}`);
  const made = await tx.query(
    `INSERT INTO ${quoted(table.name)} (tenant_id, ${names.map(quoted).join(', ')})
     VALUES ($1, ${slots.join(', ')}) ON CONFLICT (tenant_id, id) DO NOTHING RETURNING 1`,
    [tx.tenantId, ...names.map((name) => toSql(row[name] ?? null))],
  );
  return made.length > 0;
}

/** Rows whose ids are new, in one statement. */
export async function insertRows(tx: Tx, table: Table, rows: readonly StoredRow[]): Promise<void> {
  const names = [...META, 'deleted', ...table.columnNames].map(quoted).join(', ');
  await tx.query(
    `INSERT INTO ${quoted(table.name)} (tenant_id, ${names})
     SELECT $1, ${names} FROM json_populate_recordset(NULL::${quoted(table.name)}, $2::json)`,
    [tx.tenantId, JSON.stringify(rows.map(({ row, deleted }) => ({ ...row, deleted })))],
  );
}

/** Living rows; those whose id is taken are left as they were. @returns how many were new. */
export async function insertNewRows(tx: Tx, table: Table, rows: readonly AnyRow[]): Promise<number> {
  const [row] = rows;
  if (row && rows.length === 1) return (await insertRow(tx, table, row)) ? 1 : 0;
  const names = [...META, ...table.columnNames];
  const made = await tx.query(
    `INSERT INTO ${quoted(table.name)} (tenant_id, ${names.map(quoted).join(', ')})
     SELECT $1, * FROM unnest(${listsOf(table, names)}) WHERE true
     ON CONFLICT (tenant_id, id) DO NOTHING RETURNING 1`,
    [tx.tenantId, ...names.map((name) => rows.map((each) => toSql(each[name] ?? null)))],
  );
  return made.length;
}

/** Rows that are there, by id; each patch with its `ver`. A statement for each set of columns. */
export async function updateRows(
  tx: Tx,
  table: Table,
  patches: ReadonlyMap<string, Readonly<Record<string, Value>>>,
): Promise<void> {
  const groups = Map.groupBy(patches, ([, patch]) => Object.keys(patch).toSorted().join());
  for (const [, group] of groups) {
    const names = ['id', ...Object.keys(group[0]?.[1] ?? {})];
    const sets = names.slice(1).map((name) => `${quoted(name)} = given.${quoted(name)}`);
    await tx.query(
      `WITH given (tenant_id, ${names.map(quoted).join(', ')}) AS (
         SELECT $1::uuid, * FROM unnest(${listsOf(table, names)})
       )
       UPDATE ${quoted(table.name)} AS stored SET ${sets.join(', ')} FROM given
       WHERE stored.tenant_id = $1::uuid AND stored.id = given.id`,
      [
        tx.tenantId,
        ...names.map((name) => group.map(([id, patch]) => (name === 'id' ? id : toSql(patch[name] ?? null)))),
      ],
    );
  }
}

const LIST_TYPES = {
  text: 'text',
  integer: 'bigint',
  real: 'double precision',
  boolean: 'boolean',
  json: 'json',
} as const satisfies Record<Column['kind'], string>;

/** `$2::text[], $3::bigint[]`: a list a column, beginning with the second parameter. */
function listsOf(table: Table, names: readonly string[]): string {
  return names
    .map((name, index) => {
      const kind = table.columns[name]?.kind ?? (name === 'ver' ? 'integer' : 'text');
      return `$${index + 2}::${LIST_TYPES[kind]}[]`;
    })
    .join(', ');
}

/** Whether the tenant has no row in it, not even a deleted one. */
export async function isEmpty(tx: Tx, table: Table): Promise<boolean> {
  const some = await tx.query(`SELECT 1 FROM ${quoted(table.name)} WHERE tenant_id = $1 LIMIT 1`, [
    tx.tenantId,
  ]);
  return some.length === 0;
}

export async function updateRow(
  tx: Tx,
  table: Table,
  id: string,
  ver: number,
  patch: Readonly<Record<string, Value>>,
): Promise<void> {
  const names = Object.keys(patch);
  const sets = names.map((name, index) => `, ${quoted(name)} = $${index + 4}`);
  await tx.query(
    `UPDATE ${quoted(table.name)} SET ver = $3${sets.join('')} WHERE tenant_id = $1 AND id = $2`,
    [tx.tenantId, id, ver, ...names.map((name) => toSql(patch[name] ?? null))],
  );
}

export async function markDeleted(tx: Tx, table: Table, id: string, ver: number): Promise<void> {
  await tx.query(
    `UPDATE ${quoted(table.name)} SET ver = $3, deleted = true WHERE tenant_id = $1 AND id = $2`,
    [tx.tenantId, id, ver],
  );
}

/** Objects and arrays are JSON here: the driver would make a PostgreSQL array of an array. */
function toSql(value: Value): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
