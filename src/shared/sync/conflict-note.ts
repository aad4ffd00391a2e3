import { z } from 'zod';
import {
  boolean,
  defineTable,
  integer,
  optionalInteger,
  optionalText,
  sensitive,
  text,
} from '../rows/table.ts';
import type { Sensitivity, Value } from '../rows/table.ts';

/**
 * What two people see of a conflict: one row for each late command, row it met and person whose values stayed there.
 * The centre alone makes them, in the transaction in which it decides the command, so their values can be trusted:
 * each has gone through a command of the person it is said to be of.
 *
 * Values of sensitive fields lie in columns of the same sensitivity, so that the masks hold for them as well.
 */
export const conflictNoteTable = defineTable(
  'conflict_note',
  {
    /** The row it is about. */
    tbl: text(),
    pk: text(),
    /** Name of the late command. */
    command: text(),
    /** Whose value came late; a user id. */
    late_by: text(),
    /** By that person's device, ms; display only. */
    late_at: integer(),
    /** Whose value stayed, or who deleted the row; null: the centre no longer knows. */
    kept_by: optionalText(),
    kept_at: optionalInteger(),
    /** The row had been deleted. */
    gone: boolean(),
    /** By the centre's clock, ms. */
    decided_at: integer(),
    /** JSON, {@link NoteField}[]. */
    fields: text(),
    health_fields: sensitive('health', optionalText()),
    birth_date_fields: sensitive('birth-date', optionalText()),
    /** When each of the two had looked at it, ms. */
    late_seen_at: optionalInteger(),
    kept_seen_at: optionalInteger(),
  },
  { owners: ['late_by', 'kept_by'] },
);

/** Whose value: the one that came late, or the one that stayed. */
export const SIDES = ['late', 'kept'] as const;
export type Side = (typeof SIDES)[number];

/** Whatever JSON carries; a parser that copies would lose keys such as `__proto__`. */
const value = z.custom<Value>((given) => given !== undefined);
const noteField = z.object({ field: z.string(), late: value, kept: value });
export type NoteField = z.infer<typeof noteField>;
const noteFields = z.array(noteField);

interface FieldColumns {
  readonly fields: string;
  readonly health_fields: string | null;
  readonly birth_date_fields: string | null;
}

/** The columns that hold these values; `sensitivityOf` by the name of a field. */
export function packFields(
  fields: readonly NoteField[],
  sensitivityOf: (field: string) => Sensitivity | undefined,
): FieldColumns {
  const of = (sensitivity?: Sensitivity): readonly NoteField[] =>
    fields.filter(({ field }) => sensitivityOf(field) === sensitivity);
  const orNull = (some: readonly NoteField[]): string | null =>
    some.length === 0 ? null : JSON.stringify(some);
  return {
    fields: JSON.stringify(of()),
    health_fields: orNull(of('health')),
    birth_date_fields: orNull(of('birth-date')),
  };
}

/** All fields this reader may see; what cannot be read is left out. */
export function unpackFields(columns: FieldColumns): readonly NoteField[] {
  return [columns.fields, columns.health_fields, columns.birth_date_fields].flatMap((packed) => {
    const parsed = noteFields.safeParse(parseJson(packed));
    return parsed.success ? parsed.data : [];
  });
}

function parseJson(packed: string | null): unknown {
  try {
    return packed === null ? [] : JSON.parse(packed);
  } catch {
    return [];
  }
}
