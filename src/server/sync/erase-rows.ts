import { writeAudit } from '#server/auth/audit.ts';
import type { Tx } from '#server/store/store.ts';
import { CommandError } from '#shared/commands/command.ts';
import { PARTY } from '#shared/persons/rows-of-person.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { AnyRow, Table, Value } from '#shared/rows/table.ts';
import { findRow, updateRow } from './entity-rows.ts';
import type { Change, Journal, Origin } from './journal.ts';
import { checkValue } from './values.ts';

interface Erasing {
  readonly tx: Tx;
  readonly journal: Journal;
  readonly origin: Origin;
  /** The cached row is another one now. */
  readonly forgetRow: (table: Table, id: string) => void;
}

/**
 * Row operations of an erasure (`erasing` of src/shared/rows/steps.ts), and those that take rows out of sight (`move`). They reach deleted rows as well; what is
 * removed leaves nothing but its entry in the log, by which replicas remove it, and what is emptied leaves entries of
 * the history without values.
 */
export async function eraseRows(op: RowOp, erasing: Erasing): Promise<unknown> {
  const { tx } = erasing;
  switch (op.op) {
    case 'get':
    case 'find':
      return lookUp(tx, op);
    case 'update':
      return empty(erasing, op.table, op.id, op.patch);
    case 'remove':
      return wipe(erasing, op.table, op.id);
    case 'move':
      return moveRow(erasing, op.table, op.id, op.scopeId);
    case 'forget':
      return forget(erasing, op.id, op.texts);
    case 'insert':
      throw new Error('an erasure adds nothing');
  }
}

/** What an erasure would find, for who only looks. */
export async function lookUp(tx: Tx, op: RowOp): Promise<unknown> {
  if (op.op === 'get') return (await findRow(tx, op.table, op.id))?.row;
  if (op.op === 'find') return findAll(tx, op.table, op.where);
  throw new Error(`looking does not ${op.op}`);
}

const quoted = (name: string): string => `"${name}"`;

/** Living and deleted; by id. */
async function findAll(
  tx: Tx,
  table: Table,
  where: Readonly<Record<string, Value>>,
): Promise<readonly AnyRow[]> {
  for (const [name, value] of Object.entries(where)) checkValue(table, name, value);
  const names = Object.keys(where);
  const conditions = names.map((name, index) => ` AND ${quoted(name)} = $${index + 2}`).join('');
  return tx.query<AnyRow & object>(
    `SELECT ${['id', 'scope_id', 'ver', ...table.columnNames].map(quoted).join(', ')} FROM ${quoted(table.name)}
     WHERE tenant_id = $1${conditions} ORDER BY id`,
    [tx.tenantId, ...names.map((name) => where[name])],
  );
}

async function wipe({ tx, journal, forgetRow }: Erasing, table: Table, id: string): Promise<void> {
  const stored = await findRow(tx, table, id);
  if (!stored) return;
  await tx.query(`DELETE FROM ${quoted(table.name)} WHERE tenant_id = $1 AND id = $2`, [tx.tenantId, id]);
  await tx.query('DELETE FROM field_history WHERE tenant_id = $1 AND tbl = $2 AND pk = $3', [
    ...[tx.tenantId, table.name, id],
  ]);
  await wipeBeside(tx, table, stored.row);
  forgetRow(table, id);
  // Replicas that have not heard of the removal yet find the entry it made.
  if (stored.deleted) return;
  log(journal, 'remove', table, { pk: id, scopeBefore: stored.row.scope_id, scopeAfter: null });
}

/** What the row was the last living one to name. */
async function wipeBeside(tx: Tx, { name, beside }: Table, row: AnyRow): Promise<void> {
  if (!beside) return;
  const by = quoted(beside.by);
  await tx.query(
    `DELETE FROM ${quoted(beside.table)} WHERE tenant_id = $1 AND ${by} = $2 AND NOT EXISTS (
       SELECT FROM ${quoted(name)} WHERE tenant_id = $1 AND ${by} = $2 AND NOT deleted)`,
    [tx.tenantId, row[beside.by]],
  );
}

async function empty(
  { tx, journal, forgetRow }: Erasing,
  table: Table,
  id: string,
  patch: Readonly<Record<string, Value>>,
): Promise<void> {
  for (const [name, value] of Object.entries(patch)) checkValue(table, name, value);
  const stored = await findRow(tx, table, id);
  if (!stored) throw new CommandError('row.gone', `no ${table.name} ${id}`, { table: table.name });
  const scope = stored.row.scope_id;
  // A deleted row keeps its version, so that its entry in the log stays the newest of it.
  if (!stored.deleted) log(journal, 'update', table, { pk: id, scopeBefore: scope, scopeAfter: scope });
  await updateRow(tx, table, id, stored.deleted ? stored.row.ver : journal.ver, patch);
  await tx.query(
    `UPDATE field_history SET base = NULL, old = NULL, new = NULL
     WHERE tenant_id = $1 AND tbl = $2 AND pk = $3 AND (field = '*' OR field = ANY($4))`,
    [tx.tenantId, table.name, id, Object.keys(patch)],
  );
  forgetRow(table, id);
}

/** With a party finished replicas for new desks, which have it where it was, are thrown away. */
async function moveRow(
  { tx, journal, forgetRow }: Erasing,
  table: Table,
  id: string,
  scopeId: string,
): Promise<void> {
  const stored = await findRow(tx, table, id);
  if (!stored || stored.row.scope_id === scopeId) return;
  const { scope_id: scopeBefore, ver } = stored.row;
  if (!stored.deleted) log(journal, 'update', table, { pk: id, scopeBefore, scopeAfter: scopeId });
  await tx.query(
    `UPDATE ${quoted(table.name)} SET scope_id = $3, ver = $4 WHERE tenant_id = $1 AND id = $2`,
    [tx.tenantId, id, scopeId, stored.deleted ? ver : journal.ver],
  );
  if (table.name === PARTY) await tx.query('DELETE FROM snapshot WHERE tenant_id = $1', [tx.tenantId]);
  forgetRow(table, id);
}

function log(
  journal: Journal,
  op: Change['op'],
  { name: tbl }: Table,
  entry: Pick<Change, 'pk' | 'scopeBefore' | 'scopeAfter'>,
): void {
  journal.changes.push({ ver: journal.takeVer(), tbl, op, ...entry });
}

/** What is kept outside of rows: refused commands with what was typed, and finished replicas for new desks. */
async function forget({ tx, origin }: Erasing, id: string, texts: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE mutation_result SET command = NULL
     WHERE tenant_id = $1 AND command IS NOT NULL
       AND EXISTS (SELECT FROM unnest($2::text[]) AS told WHERE strpos(command::text, told) > 0)`,
    // As they stand in JSON, without the quotes around them.
    [tx.tenantId, texts.flatMap((text) => [...new Set([text, JSON.stringify(text).slice(1, -1)])])],
  );
  await tx.query('DELETE FROM snapshot WHERE tenant_id = $1', [tx.tenantId]);
  const [clock] = await tx.query<{ now: number }>('SELECT (extract(epoch FROM now()) * 1000)::bigint AS now');
  await writeAudit(tx, { what: 'person.erased', at: clock?.now ?? 0, actor: origin.actor, subject: id });
}
