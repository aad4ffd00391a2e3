import { z } from 'zod';
import { refusal } from '#server/http/refusal.ts';
import { toCamel } from '#server/resource.ts';
import type { Resource } from '#server/resource.ts';
import type { Tx } from '#server/store/store.ts';
import { findRow } from '#server/sync/entity-rows.ts';
import { readClock } from '#server/sync/tenant-clock.ts';
import { hiddenColumns, maskRow } from '#shared/access/access.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';
import { AFTER_ALL, readCursor, writeCursor } from './cursor.ts';
import type { Caller } from './tokens.ts';
import { viewOf } from './view.ts';
import type { View } from './view.ts';

const MAX_LIMIT = 500;
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** What a list takes behind its question mark. */
export function querySchema({ table, filters }: Pick<Resource, 'table' | 'filters'>): z.ZodObject {
  const byColumn = filters.map((name) => {
    const isBoolean = table.columns[name]?.kind === 'boolean';
    return [toCamel(name), (isBoolean ? flag : z.string().max(200)).optional()] as const;
  });
  return z.strictObject({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(MAX_LIMIT).optional(),
    deleted: flag.optional(),
    ...Object.fromEntries(byColumn),
  });
}

export interface List {
  readonly items: readonly View[];
  readonly cursor: string;
  readonly more: boolean;
}

type Selected = AnyRow & { readonly deleted: boolean };

/** `tx` must be a snapshot: versions commit in their order, so what is behind the cursor has been seen. */
export async function readList(
  tx: Tx,
  caller: Caller,
  resource: Resource,
  query: Readonly<Record<string, unknown>>,
): Promise<List> {
  const { table } = resource;
  const { epoch, ver: head } = await readClock(tx);
  const given = query['cursor'];
  const from = typeof given === 'string' ? readCursor(given, epoch) : { epoch, ver: 0, id: '' };
  const limit = Number(query['limit'] ?? 100);
  const values: unknown[] = [tx.tenantId, caller.scopeIds, from.ver, from.id, limit + 1];
  const conditions = query['deleted'] === true ? [] : ['NOT deleted'];
  for (const name of resource.filters) {
    const value = query[toCamel(name)];
    if (value === undefined) continue;
    // Narrowing a list by what one may not see would tell it.
    if (hiddenColumns(caller.grants, table).includes(name))
      throw refusal(403, 'field.forbidden', `${name} is not for this token`, { field: name });
    values.push(value);
    conditions.push(`"${name}" = $${values.length}`);
  }
  const rows = await tx.query<Selected>(
    `SELECT ${columnsOf(table)}, deleted FROM "${table.name}"
     WHERE tenant_id = $1 AND scope_id = ANY($2) AND ver >= $3 AND (ver > $3 OR id > $4)
     ${conditions.map((each) => `AND ${each}`).join(' ')} ORDER BY ver, id LIMIT $5`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit;
  const end = more && last ? { epoch, ver: last.ver, id: last.id } : { epoch, ver: head, id: AFTER_ALL };
  const seen = page.flatMap((row) => maskRow(caller.grants, table, row) ?? []);
  return { items: await withChildren(tx, caller, resource, seen), cursor: writeCursor(end), more };
}

/** undefined: there is none that this caller may see. */
export async function readOne(
  tx: Tx,
  caller: Caller,
  resource: Resource,
  id: string,
): Promise<View | undefined> {
  const row = await findVisible(tx, caller, resource.table, id);
  if (!row) return undefined;
  const [view] = await withChildren(tx, caller, resource, [{ ...row, deleted: false }]);
  return view;
}

/** Living, within reach; hidden fields are in it. */
export async function findInReach(
  tx: Tx,
  { scopeIds, grants }: Caller,
  table: Table,
  id: string,
): Promise<AnyRow | undefined> {
  const stored = await findRow(tx, table, id);
  if (!stored || stored.deleted || !scopeIds.includes(stored.row.scope_id)) return undefined;
  return maskRow(grants, table, stored.row) && stored.row;
}

async function findVisible(tx: Tx, caller: Caller, table: Table, id: string): Promise<AnyRow | undefined> {
  const row = await findInReach(tx, caller, table, id);
  return row && maskRow(caller.grants, table, row);
}

async function withChildren(
  tx: Tx,
  { scopeIds, grants }: Caller,
  { table, children = [] }: Resource,
  rows: readonly Selected[],
): Promise<readonly View[]> {
  const ids = rows.filter(({ deleted }) => !deleted).map(({ id }) => id);
  const inside = new Map<string, readonly AnyRow[]>();
  for (const { name, table: child, by } of children) {
    const found = await tx.query<AnyRow>(
      `SELECT ${columnsOf(child)} FROM "${child.name}"
       WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) AND "${by}" = ANY($3) ORDER BY id`,
      [tx.tenantId, scopeIds, ids],
    );
    inside.set(
      name,
      found.flatMap((row) => maskRow(grants, child, row) ?? []),
    );
  }
  return rows.map((row) => {
    if (row.deleted) return { id: row.id, ver: row.ver, deleted: true };
    const lists = children.map(({ name, table: child, by }) => {
      const own = (inside.get(name) ?? []).filter((each) => each[by] === row.id);
      return [name, own.map((each) => viewOf(child, each))] as const;
    });
    return { ...viewOf(table, row), ...Object.fromEntries(lists) };
  });
}

/** Names are checked by defineTable. */
function columnsOf(table: Table): string {
  return ['id', 'scope_id', 'ver', ...table.columnNames].map((name) => `"${name}"`).join(', ');
}
