import { z } from 'zod';
import { toCamel } from '#server/resource.ts';
import type { Resource } from '#server/resource.ts';
import type { AnyRow, Column, Table } from '#shared/rows/table.ts';

export type View = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<Column['kind'], z.ZodType>> = {
  text: z.string(),
  integer: z.int(),
  real: z.number(),
  boolean: z.boolean(),
  json: z.unknown(),
};

const meta = {
  id: z.string(),
  /** Which branch's it is. */
  scopeId: z.string(),
  ver: z.int(),
};

/** A row as other programs see it; what is hidden from this one is empty already (maskRow). */
export function viewOf(table: Table, row: AnyRow): View {
  const { id, scope_id: scopeId, ver } = row;
  const fields = table.columnNames.map((name) => [toCamel(name), row[name]] as const);
  return { id, scopeId, ver, ...Object.fromEntries(fields) };
}

export function rowSchema(table: Table): z.ZodObject {
  const fields = table.columnNames.map((name) => {
    const column: Column | undefined = table.columns[name];
    const kind = column ? KINDS[column.kind] : z.unknown();
    return [toCamel(name), column?.nullable ? kind.nullable() : kind] as const;
  });
  return z.object({ ...meta, ...Object.fromEntries(fields) });
}

export function resourceSchema({ table, children = [] }: Resource): z.ZodObject {
  const inside = children.map((child) => [child.name, z.array(rowSchema(child.table))] as const);
  return rowSchema(table).extend(Object.fromEntries(inside));
}

/** In a list that was asked for with `deleted=true`. */
export const deletedSchema = z.object({ id: z.string(), ver: z.int(), deleted: z.literal(true) });

export function listSchema(resource: Resource): z.ZodObject {
  return z.object({
    items: z.array(z.union([deletedSchema, resourceSchema(resource)])),
    /** Goes on from here, now or later. */
    cursor: z.string(),
    /** There is more right now. */
    more: z.boolean(),
  });
}

export const writtenSchema = z.object({ id: z.string(), ver: z.int() });

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Somebody else has changed the row: it comes along as it is now. */
export const conflictSchema = problemSchema.extend({ current: z.unknown().optional() });
