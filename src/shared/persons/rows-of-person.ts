import { erasing } from '../rows/steps.ts';
import type { Steps } from '../rows/steps.ts';
import { refColumns } from '../rows/table.ts';
import type { AnyRow, RefTarget, Table } from '../rows/table.ts';
import { erasureTable } from './erasure.ts';

export const PARTY = 'party';

type Tables = ReadonlyMap<string, Table>;

export interface PersonRow {
  readonly table: Table;
  readonly row: AnyRow;
  /** Its id is made of the person's number. */
  readonly isGuessable: boolean;
}

/** Somebody else's row that names one of the person's. */
export interface Pointer {
  readonly table: Table;
  readonly row: AnyRow;
  readonly column: string;
}

export interface PersonRows {
  /** The party, and those that have become part of it. */
  readonly parties: readonly string[];
  /** Numbers that nobody else has, E.164 digits. */
  readonly numbers: readonly string[];
  /** Each once; what others refer to comes after them, the parties last. */
  readonly rows: readonly PersonRow[];
  readonly pointers: readonly Pointer[];
}

/** What a table has to do with persons. */
export type Way =
  | 'party'
  /** It names parties. */
  | 'names'
  /** It names a row of a table that does. */
  | 'depends'
  /** It tells of a row of any table: columns `tbl` and `pk`. */
  | 'tells'
  /** It holds a number. */
  | 'number'
  | undefined;

export const isAbout = ({ columnNames }: Table): boolean =>
  columnNames.includes('tbl') && columnNames.includes('pk');

/** A column of digits by themselves; `digits` says whose they are (a contact point), these are somebody's or nobody's. */
const NUMBERS: readonly string[] = ['number', 'pattern'];
const OWN_NUMBER = 'digits';

interface Aim {
  readonly column: string;
  readonly target: RefTarget;
}

function aimsOf(table: Table): readonly Aim[] {
  const told = Object.entries(table.columns).flatMap(([column, { told: target }]) =>
    target === undefined ? [] : [{ column, target }],
  );
  return [...refColumns(table), ...told];
}

const mayAimAt = ({ target }: Aim, name: string): boolean => typeof target !== 'string' || target === name;

function aimOfRow({ column, target }: Aim, row: AnyRow): { type: unknown; id: unknown } {
  return { type: typeof target === 'string' ? target : row[target.typeIn], id: row[column] };
}

/** The first way that holds; for the export, the erasure and the test that no table is forgotten. */
export function waysOf(tables: Tables): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  for (const table of tables.values()) {
    if (table.name === PARTY) ways.set(PARTY, 'party');
    else if (table.name === erasureTable.name) ways.set(table.name, undefined);
    else if (aimsOf(table).some((aim) => mayAimAt(aim, PARTY))) ways.set(table.name, 'names');
    else if (isAbout(table)) ways.set(table.name, 'tells');
    else
      ways.set(table.name, table.columnNames.some((name) => NUMBERS.includes(name)) ? 'number' : undefined);
  }
  for (let grew = true; grew;) {
    grew = false;
    for (const table of tables.values()) {
      if (ways.get(table.name) !== undefined && ways.get(table.name) !== 'number') continue;
      const depends = aimsOf(table).some(
        ({ target }) => typeof target === 'string' && isPersonal(ways.get(target)),
      );
      if (!depends) continue;
      ways.set(table.name, 'depends');
      grew = true;
    }
  }
  return ways;
}

const isPersonal = (way: Way): boolean => way === 'party' || way === 'names' || way === 'depends';

/**
 * Every row that is about a person, of whatever feature, found by what the tables say of their columns: rows that name
 * the party, rows that depend on those, rows with a number that is this party's alone and nobody's else, and what is
 * kept of any of them (conflicts, merges).
 *
 * A row that names somebody else as well in a column that cannot be empty is both's. A row that is somebody else's and
 * only mentions the person, in a column that may be empty, is a {@link Pointer}.
 */
export function* rowsOfPerson(tables: Tables, partyId: string): Steps<PersonRows> {
  const walk = new Walk(tables);
  yield* walk.parties(partyId);
  yield* walk.named();
  yield* walk.dependants();
  yield* walk.numbered();
  yield* walk.dependants();
  yield* walk.told();
  return walk.result();
}

class Walk {
  readonly #tables: Tables;
  readonly #parties = new Set<string>();
  readonly #rows = new Map<string, PersonRow>();
  readonly #pointers = new Map<string, Pointer>();
  readonly #numbers = new Set<string>();
  #followed = new Set<string>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** The survivor and all that became part of it. */
  *parties(partyId: string): Steps<void> {
    const party = this.#tables.get(PARTY);
    if (!party) throw new Error('there is no table of parties');
    const mergedInto = party.mergedInto ?? '';
    const waiting = [partyId];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (this.#parties.has(id)) continue;
      const row = yield* erasing.get(party, id);
      if (!row) continue;
      this.#parties.add(id);
      this.#add(party, row);
      const survivor = row[mergedInto];
      if (typeof survivor === 'string') waiting.push(survivor);
      for (const merged of yield* erasing.find(party, { [mergedInto]: id })) waiting.push(merged.id);
    }
  }

  *named(): Steps<void> {
    for (const table of this.#tables.values())
      for (const aim of aimsOf(table)) {
        if (!mayAimAt(aim, PARTY) || aim.column === table.mergedInto) continue;
        for (const id of this.#parties)
          for (const row of yield* erasing.find(table, where(aim, PARTY, id))) this.#claim(table, aim, row);
      }
  }

  /** Rows that name rows found so far, and nobody of their own. */
  *dependants(): Steps<void> {
    for (;;) {
      const fresh = [...this.#rows].filter(
        ([key, { table }]) => table.name !== PARTY && !this.#followed.has(key),
      );
      if (fresh.length === 0) return;
      for (const [key, { table: owner, row: owned }] of fresh) {
        this.#followed.add(key);
        for (const table of this.#tables.values())
          for (const aim of aimsOf(table)) {
            if (!mayAimAt(aim, owner.name)) continue;
            for (const row of yield* erasing.find(table, where(aim, owner.name, owned.id))) {
              const isFree = typeof aim.target !== 'string' || this.#namesNobodyElse(table, row);
              if (isFree) this.#add(table, row);
              else this.#point(table, aim.column, row);
            }
          }
      }
    }
  }

  *numbered(): Steps<void> {
    yield* this.#ownNumbers();
    for (const table of this.#tables.values()) {
      const column = table.columnNames.find((name) => NUMBERS.includes(name));
      if (column === undefined) continue;
      for (const digits of this.#numbers)
        for (const row of yield* erasing.find(table, { [column]: digits })) {
          if (!this.#namesNobodyElse(table, row)) continue;
          this.#add(table, row);
          yield* this.#keyedByNumber(table, row);
        }
    }
  }

  /** What is kept of the rows found. */
  *told(): Steps<void> {
    const found = [...this.#rows.values()];
    for (const table of this.#tables.values()) {
      if (!isAbout(table)) continue;
      for (const { table: about, row } of found)
        for (const note of yield* erasing.find(table, { tbl: about.name, pk: row.id }))
          this.#add(table, note);
    }
  }

  result(): PersonRows {
    const rows = [...this.#rows.values()];
    const rank = ({ table }: PersonRow): number => (table.name === PARTY ? 1 : 0);
    return {
      parties: [...this.#parties],
      numbers: [...this.#numbers],
      // Found from the party outwards; so backwards, whoever points goes first.
      rows: rows.toReversed().toSorted((one, other) => rank(one) - rank(other)),
      pointers: [...this.#pointers.values()].filter(
        ({ table, row }) => !this.#rows.has(`${table.name}/${row.id}`),
      ),
    };
  }

  *#ownNumbers(): Steps<void> {
    for (const { table, row } of this.#rows.values()) {
      const digits = row[OWN_NUMBER];
      if (table.columns[OWN_NUMBER] === undefined || typeof digits !== 'string' || digits === '') continue;
      const users = yield* erasing.find(table, { [OWN_NUMBER]: digits });
      if (users.every((user) => this.#namesNobodyElse(table, user))) this.#numbers.add(digits);
    }
  }

  /** What gathers calls by their number has an id made of it, and names no party. */
  *#keyedByNumber(table: Table, row: AnyRow): Steps<void> {
    for (const { column, target } of refColumns(table)) {
      const owner = typeof target === 'string' ? this.#tables.get(target) : undefined;
      const id = row[column];
      if (!owner || typeof id !== 'string') continue;
      const owned = yield* erasing.get(owner, id);
      if (owned && this.#namesNobodyElse(owner, owned)) this.#add(owner, owned, true);
    }
  }

  #claim(table: Table, aim: Aim, row: AnyRow): void {
    const isLoose = table.columns[aim.column]?.nullable ?? false;
    if (table.name === PARTY || (isLoose && !this.#namesNobodyElse(table, row)))
      this.#point(table, aim.column, row);
    else this.#add(table, row);
  }

  #namesNobodyElse(table: Table, row: AnyRow): boolean {
    return aimsOf(table).every((aim) => {
      const { type, id } = aimOfRow(aim, row);
      return type !== PARTY || typeof id !== 'string' || this.#parties.has(id);
    });
  }

  #add(table: Table, row: AnyRow, isGuessable = false): void {
    if (table.name === erasureTable.name) return;
    const key = `${table.name}/${row.id}`;
    if (!this.#rows.has(key)) this.#rows.set(key, { table, row, isGuessable });
  }

  #point(table: Table, column: string, row: AnyRow): void {
    const key = `${table.name}/${row.id}`;
    if (!this.#parties.has(row.id)) this.#pointers.set(`${key}/${column}`, { table, row, column });
  }
}

function where({ column, target }: Aim, type: string, id: string): Readonly<Record<string, string>> {
  return typeof target === 'string' ? { [column]: id } : { [column]: id, [target.typeIn]: type };
}
