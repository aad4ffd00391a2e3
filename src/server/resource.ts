import { z } from 'zod';
import type { Actor, Command } from '#shared/commands/command.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';
import type { Tx } from './store/store.ts';

export type Body = Readonly<Record<string, unknown>>;

/** What a write may need to make a command's arguments of a body. The tenant's clock is locked. */
export interface WriteContext {
  readonly tx: Tx;
  readonly actor: Actor;
  /** Of the row that is made or changed. */
  readonly id: string;
  /** As it is now; absent where it is being made. */
  readonly row?: AnyRow;
  readonly newId: NewId;
  readonly now: number;
}

/** A way to write that other programs have: one command, run with the same authority as a desk's. */
export interface ResourceWrite {
  /** POST without a path makes a row; everything else changes the one that the address names. */
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Behind the row's address: `/complete`. Absent: the collection (POST) or the row itself. */
  readonly act?: string;
  readonly summary: string;
  readonly command: Command;
  /** Absent: nothing is sent along. */
  readonly body?: z.ZodObject;
  /** Throws AppError where the body cannot become the command. */
  args(body: Body, context: WriteContext): unknown;
}

/** Something of a feature that other programs may read, write and hear of. */
export interface Resource {
  /** In addresses and rights: `parties` (`parties:read`). */
  readonly name: string;
  /** Whose rights hold, where it has none of its own. */
  readonly rightsOf?: string;
  /** In events, singular: `party.changed`. */
  readonly type: string;
  readonly table: Table;
  /** Columns a list may be narrowed by; none that is sensitive. */
  readonly filters: readonly string[];
  /** Rows shown within: `{ name: 'contacts', table, by: 'party_id' }`. */
  readonly children?: readonly { readonly name: string; readonly table: Table; readonly by: string }[];
  readonly writes: readonly ResourceWrite[];
}

/** The fields of a command's arguments. Throws where they are no object: a mistake in the declaration. */
export function fieldsOf(schema: unknown): Readonly<Record<string, z.ZodType>> {
  if (!(schema instanceof z.ZodObject)) throw new Error('not the schema of an object');
  return schema.shape;
}

/** The same fields, those that may be null left out at will, without the named ones; see {@link withNulls}. */
export function bodyFields(
  fields: Readonly<Record<string, z.ZodType>>,
  without: readonly string[] = [],
): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !without.includes(name))
      .map(([name, field]) => [name, field.safeParse(null).success ? field.optional() : field]),
  );
}

/** The body with null in place of what was left out. */
export function withNulls(fields: Readonly<Record<string, z.ZodType>>, body: Body): Body {
  const nulls = Object.entries(fields).filter(([, field]) => field.safeParse(null).success);
  return { ...Object.fromEntries(nulls.map(([name]) => [name, null])), ...body };
}

export const toCamel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
export const toSnake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export function renamed<V>(
  record: Readonly<Record<string, V>>,
  rename: (name: string) => string,
): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), value]));
}
