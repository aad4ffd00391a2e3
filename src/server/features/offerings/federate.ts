import type { KnownTenant } from '#server/auth/all-tenants.ts';
import type { Store, Tx } from '#server/store/store.ts';
import { executeAsCentre } from '#server/sync/as-centre.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { directoryReceive } from '#shared/features/offerings/commands.ts';
import { FEDERATED_TABLES, federationPersonTable, HERE } from '#shared/features/offerings/model.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Table } from '#shared/rows/table.ts';

type Value = string | boolean | null;

/** A row of the directory on its way: without what is the tenant's own (scope, version). */
export interface DirectoryRow {
  readonly table: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, Value>>;
}

export interface FederateDeps {
  readonly store: Store;
  readonly commands: CommandRegistry;
  readonly newId: NewId;
  readonly now: number;
}

/** Of one command; a directory of thousands goes in several. */
const MOST = 500;

/**
 * Brings every tenant's own entries to all others. No transaction spans two tenants: what is read in one is written in
 * the next, and compared with what is there, so that a round that was interrupted, or that two nodes go at once, comes
 * to the same. Only the tables of the directory are read, never anything of a customer.
 *
 * @returns the newest version of each tenant that got something.
 */
export async function federate(
  tenants: readonly KnownTenant[],
  deps: FederateDeps,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { store } = deps;
  const moved = new Map<string, number>();
  for (const home of tenants) {
    const published = await store.withSnapshot(home.tenantId, (tx) => readPublished(tx, home));
    for (const other of tenants) {
      if (signal?.aborted) return moved;
      if (other.tenantId === home.tenantId) continue;
      const seen = await store.withSnapshot(other.tenantId, (tx) => readCopies(tx, home.slug));
      if (changesBetween(seen, published).length === 0) continue;
      const ver = await store.withTenant(other.tenantId, (tx) =>
        receive(tx, { home, other, published }, deps),
      );
      if (ver !== undefined) moved.set(other.tenantId, ver);
    }
  }
  return moved;
}

interface Delivery {
  readonly home: KnownTenant;
  readonly other: KnownTenant;
  readonly published: readonly DirectoryRow[];
}

async function receive(
  tx: Tx,
  { home, other, published }: Delivery,
  { commands, newId, now }: FederateDeps,
): Promise<number | undefined> {
  const rows = changesBetween(await readCopies(tx, home.slug), published);
  if (rows.length === 0) return undefined;
  const batches = Array.from({ length: Math.ceil(rows.length / MOST) }, (_, index) =>
    rows.slice(index * MOST, (index + 1) * MOST),
  );
  const work = batches.map((batch) => ({
    name: directoryReceive.name,
    args: { origin: home.slug, rows: batch },
  }));
  const scopeIds = [other.defaultScopeId];
  return executeAsCentre(tx, work, { commands, newId, now, scopeIds });
}

/** What differs, whole; what is no longer published, as withdrawn. */
export function changesBetween(
  seen: readonly DirectoryRow[],
  published: readonly DirectoryRow[],
): readonly DirectoryRow[] {
  const keyOf = ({ table, id }: DirectoryRow): string => `${table}/${id}`;
  const textOf = ({ fields }: DirectoryRow): string =>
    JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const before = new Map(seen.map((row) => [keyOf(row), textOf(row)]));
  const after = new Set(published.map(keyOf));
  return [
    ...published.filter((row) => before.get(keyOf(row)) !== textOf(row)),
    ...seen
      .filter((row) => !after.has(keyOf(row)) && row.fields['listed'] !== false)
      .map((row) => ({ ...row, fields: { ...row.fields, listed: false } })),
  ];
}

async function readPublished(tx: Tx, { slug, name }: KnownTenant): Promise<readonly DirectoryRow[]> {
  const stamp = { origin: slug, origin_name: name };
  const rows: DirectoryRow[] = [];
  for (const table of FEDERATED_TABLES) {
    if (table === federationPersonTable) rows.push(...(await readPersons(tx, stamp)));
    else
      for (const row of await readEntries(tx, table, HERE))
        rows.push({ ...row, fields: { ...row.fields, ...stamp } });
  }
  return rows;
}

/** Who works there, as their own phone book says it. */
async function readPersons(
  tx: Tx,
  stamp: { readonly origin: string; readonly origin_name: string },
): Promise<readonly DirectoryRow[]> {
  const people = await tx.query<{ id: string } & Record<string, Value>>(
    `SELECT s.id, s.name, s.extension, s.mail, COALESCE(e.job, '') AS job, COALESCE(e.department, '') AS department,
       COALESCE(e.place, '') AS place, COALESCE(e.responsibilities, '') AS responsibilities,
       COALESCE(e.hours, '') AS hours, COALESCE(e.phone, '') AS phone
     FROM staff s LEFT JOIN staff_entry e ON e.tenant_id = s.tenant_id AND e.id = s.id AND NOT e.deleted
     WHERE s.tenant_id = $1 AND NOT s.deleted AND s.left_at IS NULL ORDER BY s.id`,
    [tx.tenantId],
  );
  return people.map(({ id, ...person }) => ({
    table: federationPersonTable.name,
    id,
    fields: { ...stamp, listed: true, ...person },
  }));
}

async function readCopies(tx: Tx, origin: string): Promise<readonly DirectoryRow[]> {
  const rows: DirectoryRow[] = [];
  for (const table of FEDERATED_TABLES) rows.push(...(await readEntries(tx, table, origin)));
  return rows;
}

async function readEntries(tx: Tx, table: Table, origin: string): Promise<readonly DirectoryRow[]> {
  // Of what is kept here only what is listed goes out; of copies all are compared.
  const rows = await tx.query<{ id: string } & Record<string, Value>>(
    `SELECT id, ${table.columnNames.join(', ')} FROM ${table.name}
     WHERE tenant_id = $1 AND origin = $2 AND NOT deleted ${origin === HERE ? 'AND listed' : ''} ORDER BY id`,
    [tx.tenantId, origin],
  );
  return rows.map(({ id, ...fields }) => ({ table: table.name, id, fields }));
}
