import { writeAudit } from '#server/auth/audit.ts';
import type { Principal } from '#server/auth/principal.ts';
import { refusal } from '#server/http/refusal.ts';
import type { RowContents } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';
import { lookUp } from '#server/sync/erase-rows.ts';
import { findRow, findRows } from '#server/sync/entity-rows.ts';
import { WHOLE_ROW } from '#server/sync/journal.ts';
import { hiddenColumns } from '#shared/access/access.ts';
import { PERSON_FILE_FORMAT, PERSON_FILE_VERSION } from '#shared/features/person-rights/person-file.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { mayKeepPersonRights } from '#shared/features/person-rights/rights.ts';
import { PARTY, rowsOfPerson } from '#shared/persons/rows-of-person.ts';
import type { PersonRow } from '#shared/persons/rows-of-person.ts';
import { runAsync } from '#shared/rows/steps.ts';
import { refColumns } from '#shared/rows/table.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';

type Tables = ReadonlyMap<string, Table>;

interface Asked {
  readonly tables: Tables;
  readonly contents: ReadonlyMap<string, RowContents>;
  readonly partyId: string;
}

type Sight = Pick<Principal, 'actor' | 'scopeIds' | 'grants'>;

/**
 * All that is kept about a party, in all scopes of the tenant, and an entry in the audit log.
 *
 * @throws AppError 403 `person-rights.not-yours`; 404 `party.gone`, also where the party is in no scope of this person
 */
export async function makePersonFile(
  tx: Tx,
  sight: Sight,
  { tables, contents, partyId, now }: Asked & { readonly now: number },
): Promise<PersonFile> {
  const { actor, grants } = sight;
  const party = await theParty(tx, sight, { tables, partyId });
  const { rows } = await runAsync(rowsOfPerson(tables, partyId), (op) => lookUp(tx, op));
  const hidden = [...tables.values()].flatMap((table) => [
    ...hiddenColumns(grants, table).map((column) => `${table.name}.${column}`),
    // That somebody looked, and when, is the person's to know; who of the house it was is not (CJEU C-579/21).
    ...(table.readers ?? []).map((column) => `${table.name}.${column}`),
  ]);
  const file: PersonFile = {
    format: PERSON_FILE_FORMAT,
    version: PERSON_FILE_VERSION,
    controller: await tenantName(tx),
    madeAt: new Date(now).toISOString(),
    partyId,
    name: typeof party['name'] === 'string' ? party['name'] : '',
    tables: await tablesOf(tx, rows, new Set(hidden)),
    contents: await contentsOf(tx, rows, contents),
    history: await historyOf(tx, rows, new Set(hidden)),
    hidden,
    names: await namesOf(tx, tables, rows),
  };
  await writeAudit(tx, { what: 'person.exported', at: now, actor: actor.userId, subject: partyId });
  return file;
}

/**
 * One piece of what a row of the person stands for; whoever may have the file may have it, and nobody else.
 *
 * @throws AppError as {@link makePersonFile}; 404 `person-rights.no-contents`: it is no row of this person, or the centre
 * has not got the contents
 */
export async function readPersonContents(
  tx: Tx,
  sight: Sight,
  {
    tables,
    contents,
    partyId,
    ...asked
  }: Asked & { readonly table: string; readonly id: string; readonly no: number },
): Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  await theParty(tx, sight, { tables, partyId });
  const { rows } = await runAsync(rowsOfPerson(tables, partyId), (op) => lookUp(tx, op));
  const found = rows.find(({ table, row }) => table.name === asked.table && row.id === asked.id);
  const piece = found && (await contents.get(asked.table)?.piece(tx, found.row, asked.no));
  if (!piece) throw refusal(404, 'person-rights.no-contents', `no piece ${asked.no} of ${asked.id}`);
  return piece;
}

async function theParty(
  tx: Tx,
  { actor, scopeIds }: Sight,
  { tables, partyId }: Pick<Asked, 'tables' | 'partyId'>,
): Promise<AnyRow> {
  if (!mayKeepPersonRights(actor)) throw refusal(403, 'person-rights.not-yours', 'not for this role');
  const partyTable = tables.get(PARTY);
  const party = partyTable && (await findRow(tx, partyTable, partyId));
  if (!party || party.deleted || !scopeIds.includes(party.row.scope_id))
    throw refusal(404, 'party.gone', `no party ${partyId}`);
  return party.row;
}

async function contentsOf(
  tx: Tx,
  rows: readonly PersonRow[],
  contents: Asked['contents'],
): Promise<PersonFile['contents']> {
  const made: PersonFile['contents'] = [];
  for (const [table, found] of Map.groupBy(rows, (each) => each.table)) {
    const own = contents.get(table.name);
    if (!own) continue;
    const ids = found.map(({ row }) => row.id);
    for (const { row, deleted } of await findRows(tx, table, ids))
      made.push({ table: table.name, id: row.id, ...own.of(row), deleted });
  }
  return made.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function tenantName(tx: Tx): Promise<string> {
  const [tenant] = await tx.query<{ name: string }>('SELECT name FROM tenant WHERE tenant_id = $1', [
    tx.tenantId,
  ]);
  return tenant?.name ?? '';
}

async function tablesOf(
  tx: Tx,
  rows: readonly PersonRow[],
  hidden: ReadonlySet<string>,
): Promise<PersonFile['tables']> {
  const byTable = Map.groupBy(rows, ({ table }) => table);
  const made: PersonFile['tables'] = [];
  for (const [table, found] of byTable) {
    const stored = await findRows(
      tx,
      table,
      found.map(({ row }) => row.id),
    );
    made.push({
      table: table.name,
      rows: stored
        .toSorted((one, other) => (one.row.id < other.row.id ? -1 : 1))
        .map(({ row, deleted }) => ({
          id: row.id,
          deleted,
          fields: Object.fromEntries(
            table.columnNames
              .filter((name) => !hidden.has(`${table.name}.${name}`))
              .map((name) => [name, row[name]]),
          ),
        })),
    });
  }
  return made.toSorted(
    (one, other) => Number(other.table === PARTY) - Number(one.table === PARTY) || compare(one, other),
  );
}

const compare = (one: { table: string }, other: { table: string }): number =>
  one.table < other.table ? -1 : 1;

async function historyOf(
  tx: Tx,
  rows: readonly PersonRow[],
  hidden: ReadonlySet<string>,
): Promise<PersonFile['history']> {
  const entries = await tx.query<PersonFile['history'][number] & object>(
    `SELECT tbl AS table, pk AS id, field, decided_at AS at, actor AS by, outcome, old, new
     FROM field_history JOIN unnest($2::text[], $3::text[]) AS wanted (tbl, pk) USING (tbl, pk)
     WHERE tenant_id = $1 ORDER BY decided_at, ver, seq`,
    [tx.tenantId, rows.map(({ table }) => table.name), rows.map(({ row }) => row.id)],
  );
  return entries
    .filter(({ table, field }) => !hidden.has(`${table}.${field}`))
    .map((entry) =>
      // A whole row has hidden fields in it.
      entry.field === WHOLE_ROW && hidden.size > 0 ? { ...entry, old: null, new: null } : entry,
    );
}

/** What the ids in the rows are called. */
async function namesOf(
  tx: Tx,
  tables: Tables,
  rows: readonly PersonRow[],
): Promise<Readonly<Record<string, string>>> {
  const ids = new Set(
    rows.flatMap(({ table, row }) =>
      [...refColumns(table).map(({ column }) => column), ...table.columnNames]
        .map((name) => row[name])
        .filter((value) => typeof value === 'string' && UUID.test(value)),
    ) as string[],
  );
  const names: Record<string, string> = {};
  for (const name of [PARTY, 'staff']) {
    const table = tables.get(name);
    if (!table) continue;
    for (const { row, deleted } of await findRows(tx, table, [...ids]))
      if (!deleted && typeof row['name'] === 'string') names[row.id] = row['name'];
  }
  return names;
}

const UUID = /^[0-9a-f-]{36}$/;
