import type { Tx } from '#server/store/store.ts';
import { hiddenColumns, maskRow, mayRead } from '#shared/access/access.ts';
import { isKept, keptScope } from '#shared/access/kept-scope.ts';
import type { Grants } from '#shared/access/access.ts';
import { CommandError, ForbiddenError } from '#shared/commands/command.ts';
import { withTheirOwn } from '#shared/commands/one-of.ts';
import { erasureTable } from '#shared/persons/erasure.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import { refColumns } from '#shared/rows/table.ts';
import type { AnyRow, Table, Value } from '#shared/rows/table.ts';
import type { Base } from '#shared/sync/protocol.ts';
import { rowsIn } from './entity-rows.ts';
import { eraseRows } from './erase-rows.ts';
import { noteMarks } from './erasures.ts';
import type { RowAccess, StoredRow } from './entity-rows.ts';
import { WHOLE_ROW } from './journal.ts';
import type { Change, HistoryEntry, Journal, Origin } from './journal.ts';
import { checkId, checkValue, columnOf, sameValue } from './values.ts';

/** A field that somebody else had changed, or whose row was deleted: it stayed as it was. */
export interface FieldConflict {
  readonly tbl: string;
  readonly pk: string;
  readonly field: string;
  /** Of the synced row that tells both people of it: see conflict-notes.ts. */
  readonly note?: string;
}

/** The same with what it is made of. */
export interface LateField extends FieldConflict {
  readonly table: Table;
  readonly current: StoredRow;
  readonly late: Value;
}

export interface InterpreterOptions {
  readonly tx: Tx;
  /** Default: those of the database. */
  readonly rows?: RowAccess | undefined;
  readonly journal: Journal;
  readonly origin: Origin;
  readonly base: Base;
  /** The scopes the actor may read and write. */
  readonly scopeIds: readonly string[];
  /** What of them is not for this actor; default: everything is. */
  readonly grants?: Grants | undefined;
  /** Scope of new rows that name none. */
  readonly scopeId: string;
  /** Of all features; left out: nothing is known of what new rows name. */
  readonly tables?: ReadonlyMap<string, Table> | undefined;
  /** Whether the author has seen every value as it is: then nothing is stale. */
  readonly seesCurrent: boolean;
}

type Patch = Readonly<Record<string, Value>>;

/**
 * Carries out one command's row operations on PostgreSQL. The tenant's clock is locked, so what was read stays true
 * until the commit.
 *
 * Invariants: rows outside the actor's scopes do not exist for it. Each change takes a version of its own. A field is
 * written only where its value is the one the person saw, or was written by this very command; what a command did not
 * tell to have seen, it has not seen.
 */
export class RowInterpreter {
  readonly conflicts: LateField[] = [];
  readonly #options: InterpreterOptions;
  readonly #access: RowAccess;
  readonly #rows = new Map<string, StoredRow | undefined>();
  /** `table/id/field` this command has written. */
  readonly #own = new Set<string>();
  /** `table/id` of rows it has made. */
  readonly #made = new Set<string>();
  readonly #seen: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** What new rows name. */
  readonly #named = new Map<string, StoredRow | undefined>();

  constructor(options: InterpreterOptions) {
    this.#options = options;
    this.#access = options.rows ?? rowsIn(options.tx);
    this.#seen = new Map(options.base.map(({ tbl, pk, fields }) => [`${tbl}/${pk}`, fields]));
  }

  execute = async (op: RowOp): Promise<unknown> => {
    if (op.op === 'forget' || op.op === 'move' || op.erasing) return this.#erase(op);
    switch (op.op) {
      case 'get':
        return op.upkeep ? this.#getAny(op.table, op.id) : this.#get(op.table, op.id);
      case 'find':
        return this.#find(op.table, op.where, op.upkeep);
      case 'insert':
        return this.#insert(op.table, op.row, op.upkeep);
      case 'update':
        return this.#update(op.table, op.id, op.patch, op.upkeep);
      case 'remove':
        return this.#remove(op.table, op.id, op.upkeep);
    }
  };

  #erase(op: RowOp): Promise<unknown> {
    const { tx, journal, origin } = this.#options;
    const forgetRow = (table: Table, id: string): void => void this.#rows.delete(`${table.name}/${id}`);
    return eraseRows(op, { tx, journal, origin, forgetRow });
  }

  /** A row deleted meanwhile is shown to a command that acted on it, so that its edits come to `update` and are kept. */
  async #get(table: Table, id: string): Promise<AnyRow | undefined> {
    const stored = await this.#read(table, id);
    if (stored?.deleted && !this.#seen.has(`${table.name}/${id}`)) return undefined;
    return stored?.row;
  }

  async #getAny(table: Table, id: string): Promise<AnyRow | undefined> {
    const stored = await this.#readAny(table, id);
    return stored?.deleted ? undefined : stored?.row;
  }

  async #find(table: Table, where: Patch, upkeep = false): Promise<readonly AnyRow[]> {
    for (const [name, value] of Object.entries(where)) checkValue(table, name, value);
    const { scopeIds } = this.#options;
    if (upkeep) return this.#access.findLiving(table, where);
    const found = await this.#access.findLiving(table, where, scopeIds);
    return found.filter((row) => this.#isInSight(table, row));
  }

  async #insert(table: Table, given: Patch, upkeep = false): Promise<void> {
    const { tx, journal, scopeId, scopeIds } = this.#options;
    const made = rowOf(table, given, scopeId);
    if (!upkeep && !scopeIds.includes(made.scope_id)) {
      throw new ForbiddenError('scope.forbidden', `${table.name}: not a scope of this person`);
    }
    const row = (await this.#isAboutKept(table, made))
      ? { ...made, scope_id: keptScope(made.scope_id) }
      : made;
    if (table.name === erasureTable.name) await noteMarks(tx, row['marks']);
    const ver = journal.ver + 1;
    const isNew = await this.#access.insertRow(table, { ...row, ver });
    if (isNew) {
      journal.takeVer();
      this.#log('insert', table, row.id, { scopeBefore: null, scopeAfter: row.scope_id });
      this.#remember('applied', table, row.id, WHOLE_ROW, {});
      this.#rows.set(`${table.name}/${row.id}`, { row: { ...row, ver }, deleted: false });
      this.#made.add(`${table.name}/${row.id}`);
      return;
    }
    const existing = await this.#read(table, row.id);
    if (existing && !existing.deleted && sameRow(table, this.#shown(table, existing.row, upkeep), row))
      return;
    this.#remember('rejected', table, row.id, WHOLE_ROW, { new: row });
    throw new CommandError('row.exists', `${table.name} ${row.id} exists already`, { table: table.name });
  }

  /**
   * Whether it names something that is only kept: then it is as well. Asked of those alone who may see such things; what
   * others write of it (that somebody called) stays with the house, and tells no name.
   */
  async #isAboutKept(table: Table, row: AnyRow): Promise<boolean> {
    if (isKept(row.scope_id) || !this.#options.scopeIds.includes(keptScope(row.scope_id))) return false;
    for (const { column, target } of refColumns(table)) {
      const id = row[column];
      const type = typeof target === 'string' ? target : row[target.typeIn];
      const owner = typeof type === 'string' ? this.#options.tables?.get(type) : undefined;
      if (!owner || typeof id !== 'string' || id === '') continue;
      const key = `${owner.name}/${id}`;
      const stored = this.#named.get(key) ?? (await this.#readAny(owner, id));
      this.#named.set(key, stored);
      if (stored && isKept(stored.row.scope_id)) return true;
    }
    return false;
  }

  async #update(table: Table, id: string, patch: Patch, upkeep = false): Promise<void> {
    for (const [name, value] of Object.entries(patch)) checkValue(table, name, value);
    const { journal, grants } = this.#options;
    const hidden =
      !upkeep && grants && hiddenColumns(grants, table).find((name) => Object.hasOwn(patch, name));
    if (hidden && !this.#isOwn(table, id, hidden))
      throw new ForbiddenError('field.forbidden', `${table.name}: ${hidden} is not for this person`, {
        field: hidden,
      });
    const stored = await this.#mustRead(table, id, upkeep);
    const accepted: [string, Value][] = [];
    const { row, deleted } = stored;
    const isChange = (name: string): boolean =>
      !sameValue(columnOf(table, name), row[name], patch[name] ?? null);
    const isLate = (name: string): boolean =>
      deleted || (!upkeep && this.#isStale(table, row, name, patch[name] ?? null));
    const names = Object.keys(patch);
    const late = withTheirOwn(table, names.filter(isLate), names.filter(isChange));
    for (const [name, value] of Object.entries(patch)) {
      if (late.has(name)) this.#conflict(table, stored, name, value);
      else if (isChange(name)) accepted.push([name, value]);
    }
    if (accepted.length === 0) return;
    const ver = journal.takeVer();
    const changes = Object.fromEntries(accepted);
    await this.#access.updateRow(table, id, ver, changes);
    const scope = stored.row.scope_id;
    this.#log('update', table, id, { scopeBefore: scope, scopeAfter: scope });
    for (const [name, value] of accepted) {
      this.#remember('applied', table, id, name, { old: stored.row[name], new: value });
      this.#own.add(`${table.name}/${id}/${name}`);
    }
    this.#rows.set(`${table.name}/${id}`, { row: { ...stored.row, ...changes, ver }, deleted: false });
  }

  async #remove(table: Table, id: string, upkeep = false): Promise<void> {
    const { journal } = this.#options;
    const stored = await this.#mustRead(table, id, upkeep);
    if (stored.deleted) return;
    const ver = journal.takeVer();
    await this.#access.markDeleted(table, id, ver);
    this.#log('remove', table, id, { scopeBefore: stored.row.scope_id, scopeAfter: null });
    this.#remember('applied', table, id, WHOLE_ROW, { old: stored.row });
    this.#rows.set(`${table.name}/${id}`, { row: { ...stored.row, ver }, deleted: true });
  }

  #isOwn({ name: table }: Table, id: string, field: string): boolean {
    return this.#made.has(`${table}/${id}`) || this.#own.has(`${table}/${id}/${field}`);
  }

  #isInSight(table: Table, row: AnyRow): boolean {
    const { grants } = this.#options;
    return !grants || mayRead(grants, table, row);
  }

  /** As the actor sees it: whether a guess at what is hidden was right, the outcome must not tell. */
  #shown(table: Table, row: AnyRow, upkeep: boolean): AnyRow {
    const { grants } = this.#options;
    return grants && !upkeep ? (maskRow(grants, table, row) ?? row) : row;
  }

  #isStale(table: Table, current: AnyRow, name: string, value: Value): boolean {
    const column = columnOf(table, name);
    if (this.#options.seesCurrent) return false;
    if (this.#isOwn(table, current.id, name) || sameValue(column, current[name], value)) return false;
    const fields = this.#seen.get(`${table.name}/${current.id}`) ?? {};
    return !Object.hasOwn(fields, name) || !sameValue(column, current[name], fields[name]);
  }

  #conflict(table: Table, current: StoredRow, field: string, value: Value): void {
    const { row } = current;
    this.#remember('conflict', table, row.id, field, { old: row[field], new: value });
    this.conflicts.push({ tbl: table.name, pk: row.id, field, table, current, late: value });
  }

  async #read(table: Table, id: string): Promise<StoredRow | undefined> {
    const { scopeIds } = this.#options;
    const key = `${table.name}/${checkId(id)}`;
    if (this.#rows.has(key)) return this.#rows.get(key);
    const found = await this.#access.findRow(table, id);
    const stored =
      found && scopeIds.includes(found.row.scope_id) && this.#isInSight(table, found.row) ? found : undefined;
    this.#rows.set(key, stored);
    return stored;
  }

  /** Whatever its scope and whoever may see it: for upkeep. */
  async #readAny(table: Table, id: string): Promise<StoredRow | undefined> {
    return this.#rows.get(`${table.name}/${checkId(id)}`) ?? (await this.#access.findRow(table, id));
  }

  async #mustRead(table: Table, id: string, upkeep = false): Promise<StoredRow> {
    const stored = await (upkeep ? this.#readAny(table, id) : this.#read(table, id));
    if (!stored) throw new CommandError('row.gone', `no ${table.name} ${id}`, { table: table.name });
    return stored;
  }

  #log(op: Change['op'], table: Table, pk: string, scopes: Pick<Change, 'scopeBefore' | 'scopeAfter'>): void {
    const { journal } = this.#options;
    journal.changes.push({ ver: journal.ver, tbl: table.name, pk, op, ...scopes });
  }

  #remember(
    outcome: HistoryEntry['outcome'],
    table: Table,
    pk: string,
    field: string,
    values: { readonly old?: unknown; readonly new?: unknown },
  ): void {
    const { journal, origin } = this.#options;
    const base = this.#seen.get(`${table.name}/${pk}`)?.[field];
    journal.history.push({
      tbl: table.name,
      pk,
      field,
      ver: journal.ver,
      outcome,
      base,
      old: values.old,
      new: values.new,
      origin,
    });
  }
}

function rowOf(table: Table, given: Patch, defaultScope: string): AnyRow {
  const { id, scope_id: scopeId = defaultScope, ...fields } = given;
  for (const name of Object.keys(fields)) columnOf(table, name);
  const row: Record<string, Value> = {};
  for (const name of table.columnNames) {
    const value = fields[name] ?? null;
    checkValue(table, name, value);
    row[name] = value;
  }
  return { ...row, id: checkId(id), scope_id: checkId(scopeId), ver: 0 };
}

function sameRow(table: Table, one: AnyRow, other: AnyRow): boolean {
  return (
    one.scope_id === other.scope_id &&
    table.columnNames.every((name) => sameValue(columnOf(table, name), one[name], other[name]))
  );
}
