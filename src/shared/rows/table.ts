/**
 * What the core knows of an entity table: its name and the kinds of its columns. The features define tables; the
 * replica, the sync engine and the centre handle them by this description alone.
 *
 * Every table also has the columns of {@link RowMeta}; on the centre every key begins with `tenant_id`.
 */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly columns: C;
  readonly columnNames: readonly string[];
  /** Columns that name whose row it is, by user id; none: the team's (src/shared/access). */
  readonly owners: readonly string[];
  /** The column that names the group whose row it is: its members' as well, wherever the table names owners. */
  readonly ownerGroup?: string;
  /** Each row makes a user a member of a group, by these columns. */
  readonly membership?: Membership;
  /** The column that says which row of this table this one has become part of; undefined: they never merge. */
  readonly mergedInto?: string;
  readonly merges?: Merges;
  readonly twins?: Twins;
  /**
   * Columns that tell nothing of a person. Where the person is erased, the row stays with these for statistics, and
   * everything else in it is emptied; left out: the row goes.
   */
  readonly anonymous?: readonly string[];
  /** Columns that tell which colleague has looked at somebody: not told to that person. */
  readonly readers?: readonly string[];
  /** The column of ids that names what this is a part of: it is taken back with it (parts.ts). */
  readonly partOf?: string;
  readonly beside?: Beside;
  readonly oneOf?: OneOf;
}

export interface Membership {
  readonly group: string;
  readonly user: string;
}

/**
 * Columns of which exactly one says something; an empty text and null say nothing. They are one value: of a late change
 * all of them are taken, or none (commands/one-of.ts).
 */
export interface OneOf {
  readonly columns: readonly string[];
  /** Code of the refusal where none would say anything. */
  readonly none: string;
  /** The same, where several would. */
  readonly several: string;
}

/**
 * What the centre keeps beside rows of this table, named by one of their columns: the contents of a file. An erasure takes
 * it away with the last living row that names it.
 */
export interface Beside {
  /** Of the centre alone; what hangs on it goes with it. */
  readonly table: string;
  /** The column that names it, in both. */
  readonly by: string;
}

/** Where the merges of rows of a table are remembered (src/shared/merging). */
export interface Merges {
  /** The table of merges, and that of what each has changed. */
  readonly table: string;
  readonly items: string;
  /** The column that names the owner: rows of two owners are never one. */
  readonly within: string;
}

/** Rows of two owners that say the same. When the owners become one, the second is set aside instead of moved. */
export interface Twins {
  /** The column that names the owner. */
  readonly by: string;
  isSame(moving: AnyRow, staying: AnyRow): boolean;
  /** What sets a row aside, so that undoing the merge can bring it back. */
  aside(at: number): Readonly<Record<string, Value>>;
}

/** What a column of ids points at: rows of the table of that name, or of the one that another column names. */
export type RefTarget = string | { readonly typeIn: string };

/** Boolean is 0/1 in SQLite; `json` is text in SQLite and jsonb on the centre; times are integer ms since the epoch. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'json';

/** Fields that are not for everybody; who sees them is the tenant's decision. */
export type Sensitivity = 'health' | 'birth-date';

export interface Column<T = unknown> {
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  readonly sensitivity?: Sensitivity;
  readonly ref?: RefTarget;
  /** As `ref`, of an id that stays as it was told: see {@link toldRef}. */
  readonly told?: RefTarget;
  /** Carries the value's type only; never present at run time. */
  readonly type?: T;
}

export type Columns = Readonly<Record<string, Column>>;

export interface RowMeta {
  /** UUIDv7, made where the row was made. */
  readonly id: string;
  /** Which replicas may hold the row. */
  readonly scope_id: string;
  /** The tenant's version that last wrote the row; 0 for a row the centre has not seen. */
  readonly ver: number;
}

type ValueOf<C extends Column> = C extends Column<infer T> ? T : never;
export type Fields<T extends Table> = { readonly [K in keyof T['columns']]: ValueOf<T['columns'][K]> };
export type Row<T extends Table> = RowMeta & Fields<T>;

/** A row as the core handles it, of whatever table. */
export type AnyRow = RowMeta & Readonly<Record<string, Value>>;
export type Value = string | number | boolean | null | Json;
export type Json = { readonly [key: string]: Value } | readonly Value[];

const column = <T>(kind: ColumnKind, nullable: boolean): Column<T> => ({ kind, nullable });

export const text = <T extends string = string>(): Column<T> => column<T>('text', false);
export const optionalText = <T extends string = string>(): Column<T | null> => column<T | null>('text', true);
export const integer = (): Column<number> => column<number>('integer', false);
export const optionalInteger = (): Column<number | null> => column<number | null>('integer', true);
export const boolean = (): Column<boolean> => column<boolean>('boolean', false);
export const json = <T extends Json>(): Column<T> => column<T>('json', false);

/** A column whose contents are kept from those who may not see such things: `sensitive('health', text())`. */
export const sensitive = <C extends Column>(sensitivity: Sensitivity, of: C): C => ({ ...of, sensitivity });

/**
 * A column of ids: `refTo('party', text())`. When one party becomes part of another, what points at it follows
 * (commands/redirect-merged.ts, features/duplicates). test/house/refs.test.ts finds those that are not declared.
 */
export const refTo = <C extends Column>(target: RefTarget, of: C): C => ({ ...of, ref: target });

/** A column of ids that no merge rewrites, for it tells what was then; still it tells of somebody. */
export const toldRef = <C extends Column>(target: RefTarget, of: C): C => ({ ...of, told: target });

const NAME = /^[a-z][a-z0-9_]{0,40}$/;

/** Names go into SQL as they are, so they are checked here, once, and nowhere else. */
export function defineTable<const C extends Columns>(
  name: string,
  columns: C,
  { owners = [], ...more }: TableOptions<C> = {},
): Table<C> {
  for (const identifier of [name, ...Object.keys(columns)]) {
    if (!NAME.test(identifier)) throw new Error(`not a table or column name: ${identifier}`);
  }
  return { name, columns, columnNames: Object.keys(columns), owners, ...more };
}

interface TableOptions<C extends Columns> {
  readonly owners?: readonly (keyof C & string)[];
  readonly ownerGroup?: keyof C & string;
  readonly membership?: Membership & { readonly [K in keyof Membership]: keyof C & string };
  readonly mergedInto?: keyof C & string;
  readonly merges?: Merges & { readonly within: keyof C & string };
  readonly twins?: Twins;
  readonly anonymous?: readonly (keyof C & string)[];
  readonly readers?: readonly (keyof C & string)[];
  readonly partOf?: keyof C & string;
  readonly beside?: Beside;
  readonly oneOf?: OneOf & { readonly columns: readonly (keyof C & string)[] };
}

export interface RefColumn {
  readonly column: string;
  readonly target: RefTarget;
}

export function refColumns({ columns }: Table): readonly RefColumn[] {
  return Object.entries(columns).flatMap(([name, { ref }]) =>
    ref === undefined ? [] : [{ column: name, target: ref }],
  );
}
