import type { NewId } from '#shared/kernel/ids.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { Base } from '#shared/sync/protocol.ts';
import type { ImportField, MappedRow, RowKind } from '#shared/transfer/import-field.ts';
import type { ReadableDb } from '../replica/db.ts';

/** What would become of one row; the same whenever it is asked on the same replica. Everything in it is JSON. */
export interface RowPlan {
  readonly kind: RowKind;
  /** Why it is not taken over: a key of the imports' catalogue, and the field it is about. */
  readonly reason?: string;
  readonly field?: string;
  /** The thing it is, or becomes. */
  readonly id?: string;
  /** One of `rows` of the command `apply`. */
  readonly entry?: unknown;
  /** What was seen of the row that changes. */
  readonly base?: Base;
  /** What {@link ImportTarget.undo} needs to know; left out: the entry. */
  readonly memory?: unknown;
}

export interface PlanOptions {
  readonly db: ReadableDb;
  readonly profile: DialProfile;
  readonly newId: NewId;
  /** Rows of things that are here already: brought up to date, or left alone as duplicates. */
  readonly existing: 'update' | 'leave';
}

/** One step of taking an import back. */
export interface UndoPlan {
  /** One of `rows` of the command `undo`; undefined: nothing is to be done. */
  readonly entry?: unknown;
  readonly base?: Base;
  /** Why something stays: it was used or changed since. */
  readonly isKept: boolean;
}

/** A feature that takes rows of a file: how they are read, matched, written and taken back. */
export interface ImportTarget {
  readonly fields: readonly ImportField[];
  /** Names of commands with the arguments `{ rows: entry[] }`. */
  readonly commands: { readonly apply: string; readonly undo: string };
  /** A plan for each of some rows. Knows the rows it has planned: what comes twice is a duplicate. Writes nothing. */
  planner(options: PlanOptions): (rows: readonly MappedRow[]) => readonly RowPlan[];
  /** `isUsed`: whether rows of other features refer to the thing. */
  undo(db: ReadableDb, memory: unknown, isUsed: (id: string) => boolean): UndoPlan;
}
