import type { AnyRow, Fields, Row, Table, Value } from './table.ts';

/**
 * What a command may do to rows. A command's body is a generator of these operations: written once, it is driven
 * synchronously on the desk's SQLite, asynchronously on the centre's PostgreSQL, and in memory in a test.
 */
export type RowOp =
  | ({ readonly op: 'get'; readonly table: Table; readonly id: string } & Upkeep)
  | ({ readonly op: 'find'; readonly table: Table; readonly where: Readonly<Record<string, Value>> } & Upkeep)
  | ({ readonly op: 'insert'; readonly table: Table; readonly row: Readonly<Record<string, Value>> } & Upkeep)
  | ({
      readonly op: 'update';
      readonly table: Table;
      readonly id: string;
      readonly patch: Readonly<Record<string, Value>>;
    } & Upkeep)
  | ({ readonly op: 'remove'; readonly table: Table; readonly id: string } & Upkeep)
  | { readonly op: 'move'; readonly table: Table; readonly id: string; readonly scopeId: string }
  | { readonly op: 'forget'; readonly table: Table; readonly id: string; readonly texts: readonly string[] };

/**
 * Upkeep of what points at a thing, which must not stop at what this person may see: on the centre it reaches the rows
 * of every scope, and takes them as they are rather than as the desk has seen them. Nothing it reads may come back to
 * the person. On a desk it means nothing.
 */
interface Upkeep {
  readonly upkeep?: true;
  /**
   * Upkeep that leaves nothing behind: on the centre it finds deleted rows as well, what it removes is gone and not
   * marked, and no history tells what was there. See src/shared/persons.
   */
  readonly erasing?: true;
}

/** Answers of the operations: get → row or undefined, find → rows by id, the writers → nothing. */
export type Steps<T> = Generator<RowOp, T, unknown>;

/** `scope_id` defaults to the command's scope; `ver` is the interpreter's. */
export type NewRow<T extends Table> = Fields<T> & { readonly id: string; readonly scope_id?: string };

/* The interpreters answer `get` and `find` with rows of the asked table: the casts below rest on that. */

export function* get<T extends Table>(table: T, id: string): Steps<Row<T> | undefined> {
  return (yield { op: 'get', table, id }) as Row<T> | undefined;
}

/** Equality on every named column; use indexed columns. */
export function* find<T extends Table>(table: T, where: Partial<Fields<T>>): Steps<readonly Row<T>[]> {
  return (yield { op: 'find', table, where: where as Record<string, Value> }) as readonly Row<T>[];
}

export function* insert<T extends Table>(table: T, row: NewRow<T>): Steps<void> {
  yield { op: 'insert', table, row: row as Record<string, Value> };
}

/**
 * Sets the named fields. On the centre each field is compared with the value the desk saw: what somebody else has
 * changed meanwhile stays, and the late value is kept as a conflict (docs/architecture.md, "Conflicts").
 */
export function* update<T extends Table>(table: T, id: string, patch: Partial<Fields<T>>): Steps<void> {
  yield { op: 'update', table, id, patch: patch as Record<string, Value> };
}

export function* remove(table: Table, id: string): Steps<void> {
  yield { op: 'remove', table, id };
}

/** {@link Upkeep}, of tables known by name only. */
export const upkeep = {
  *get(table: Table, id: string): Steps<AnyRow | undefined> {
    return (yield { op: 'get', table, id, upkeep: true }) as AnyRow | undefined;
  },
  *find(table: Table, where: Readonly<Record<string, Value>>): Steps<readonly AnyRow[]> {
    return (yield { op: 'find', table, where, upkeep: true }) as readonly AnyRow[];
  },
  *insert(table: Table, row: Readonly<Record<string, Value>>): Steps<void> {
    yield { op: 'insert', table, row, upkeep: true };
  },
  *update(table: Table, id: string, patch: Readonly<Record<string, Value>>): Steps<void> {
    yield { op: 'update', table, id, patch, upkeep: true };
  },
  *remove(table: Table, id: string): Steps<void> {
    yield { op: 'remove', table, id, upkeep: true };
  },
};

/**
 * Puts a row, deleted or not, into another scope, whichever it is in and whoever may see it: replicas that may not hold
 * that one lose the row. On a desk it means nothing; the pages bring what came of it.
 */
export function* move(table: Table, id: string, scopeId: string): Steps<void> {
  yield { op: 'move', table, id, scopeId };
}

/** {@link Upkeep} for good. */
export const erasing = {
  *get(table: Table, id: string): Steps<AnyRow | undefined> {
    return (yield { op: 'get', table, id, upkeep: true, erasing: true }) as AnyRow | undefined;
  },
  *find(table: Table, where: Readonly<Record<string, Value>>): Steps<readonly AnyRow[]> {
    return (yield { op: 'find', table, where, upkeep: true, erasing: true }) as readonly AnyRow[];
  },
  *update(table: Table, id: string, patch: Readonly<Record<string, Value>>): Steps<void> {
    yield { op: 'update', table, id, patch, upkeep: true, erasing: true };
  },
  *remove(table: Table, id: string): Steps<void> {
    yield { op: 'remove', table, id, upkeep: true, erasing: true };
  },
  /**
   * The last step of an erasure, `id` in the table of erasures: what is kept outside of rows and holds one of these
   * texts (refused commands, finished snapshots) goes as well. On a desk it means nothing.
   */
  *forget(table: Table, id: string, texts: readonly string[]): Steps<void> {
    yield { op: 'forget', table, id, texts };
  },
};

/** Drives a body where every operation answers at once (SQLite, memory). */
export function runSync<T>(steps: Steps<T>, execute: (op: RowOp) => unknown): T {
  let step = steps.next();
  while (!step.done) {
    let answer: unknown;
    try {
      answer = execute(step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}

/** Drives a body where operations take a round trip (PostgreSQL). */
export async function runAsync<T>(steps: Steps<T>, execute: (op: RowOp) => Promise<unknown>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    let answer: unknown;
    try {
      answer = await execute(step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}
