import type { Client } from 'pg';
import type { TableHead } from './format.ts';

export interface StoredTable extends TableHead {
  /** Columns of the primary key, in its order: rows are written in it, so that the same rows give the same checksum. */
  readonly key: readonly string[];
}

/** Made anew from the others, and of no use under another epoch (src/server/sync/snapshot). */
const CACHES: readonly string[] = ['snapshot', 'snapshot_chunk'];

/**
 * The tables of the centre, each after those it refers to. Unlogged ones hold what is worth nothing tomorrow (live
 * calls) and are left out, and so are caches.
 */
export async function listTables(client: Client): Promise<readonly StoredTable[]> {
  const { rows } = await client.query<StoredTable & { parents: string[] }>(LIST, [CACHES]);
  const waiting = new Map(rows.map((table) => [table.name, table]));
  const ordered: StoredTable[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ parents }) => !parents.some((parent) => waiting.has(parent)));
    if (!next) throw new Error(`tables that refer to each other in a ring: ${[...waiting.keys()].join()}`);
    waiting.delete(next.name);
    ordered.push({ name: next.name, columns: next.columns, key: next.key });
  }
  return ordered;
}

/** Every table with a tenant_id is the centre's; others in the same schema are somebody else's. */
const LIST = `
  SELECT c.relname AS name,
         ARRAY(SELECT attname::text FROM pg_attribute
               WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns,
         ARRAY(SELECT a.attname::text FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
               JOIN pg_attribute a USING (attnum)
               WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.place) AS key,
         ARRAY(SELECT DISTINCT p.relname::text FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
               WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS parents
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relpersistence = 'p' AND c.relname <> ALL ($1)
    AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'tenant_id' AND NOT attisdropped)
  ORDER BY c.relname`;

/** The same text for the same values, whatever the server is set to; and no row passed over by row level security. */
export const SETTLED_OUTPUT = `
  SET LOCAL row_security = off;
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL DateStyle = 'ISO';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0`;

export function copyOutSql({ name, columns, key }: StoredTable): string {
  return `COPY (SELECT ${list(columns)} FROM ${quote(name)} ORDER BY ${list(key)}) TO STDOUT`;
}

export function copyInSql({ name, columns }: TableHead): string {
  return `COPY ${quote(name)} (${list(columns)}) FROM STDIN`;
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function list(identifiers: readonly string[]): string {
  return identifiers.map(quote).join(', ');
}
