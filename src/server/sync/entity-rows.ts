import type { Tx } from '#server/store/store.ts';
import type { AnyRow, Table, Value } from '#shared/rows/table.ts';

/** A row as it stands in the database; a deleted one keeps its last values. */
export interface StoredRow {
  readonly row: AnyRow;
  readonly deleted: boolean;
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

/** Rows that live, in these scopes, equal in every named column; by id. */
export async function findLiving(
  tx: Tx,
  table: Table,
  where: Readonly<Record<string, Value>>,
  scopeIds: readonly string[],
): Promise<readonly AnyRow[]> {
  const values: unknown[] = [tx.tenantId, scopeIds];
  const conditions = Object.entries(where).map(([name, value]) => {
    if (value === null) return ` AND ${quoted(name)} IS NULL`;
    values.push(toSql(value));
    return ` AND ${quoted(name)} = $${values.length}`;
  });
  const rows = await tx.query<Selected>(
    `SELECT ${selectList(table)} FROM ${quoted(table.name)}
     WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2)${conditions.join('')} ORDER BY id`,
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
