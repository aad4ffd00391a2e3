import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import { ROW_KINDS } from '../../transfer/import-field.ts';
import type { RowKind } from '../../transfer/import-field.ts';
import { ENCODINGS } from './read/encoding.ts';
import type { Encoding } from './read/encoding.ts';
import type { FileFormat } from './read/format.ts';
import { MAX_COLUMNS } from './read/limits.ts';

/** Bytes of one piece of a file on its way from the window to the desk. */
export const PIECE_BYTES = 256 * 1024;

export const JOB_STATES = [
  /** The file is being read. */
  'reading',
  /** Read; the columns wait to be looked at. */
  'read',
  /** Being compared with what is here; nothing is written. */
  'checking',
  'checked',
  /** On its way to the centre. */
  'running',
  'done',
  /** Stopped by a person, or unreadable; what had been taken over can be undone. */
  'stopped',
  'undoing',
  'undone',
] as const;
export type JobState = (typeof JOB_STATES)[number];

export type RowCounts = Readonly<Record<RowKind, number>>;

export interface ImportJobLine {
  readonly id: string;
  readonly fileName: string;
  readonly at: number;
  readonly state: JobState;
  /** Rows without the header. */
  readonly rows: number;
  /** Of the step under way. */
  readonly done: number;
  readonly total: number;
  /** The centre is not there: it goes on by itself. */
  readonly isWaiting: boolean;
  /** null before the check. */
  readonly counts: RowCounts | null;
  /** Rows the centre has taken. */
  readonly applied: number;
  /** Fields that somebody else had changed meanwhile and that stayed. */
  readonly conflicts: number;
  /** Rows of commands that the centre refused. */
  readonly refused: number;
  /** After an undo: what stayed because it was used or changed since. */
  readonly kept: number;
  readonly error: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  } | null;
}

export interface ImportJobView extends ImportJobLine {
  readonly format: FileFormat | null;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  readonly headers: readonly string[];
  readonly mapping: readonly (string | null)[];
  /** Somebody has mapped these columns before. */
  readonly isRemembered: boolean;
  readonly existing: 'update' | 'leave';
  readonly fields: readonly string[];
  readonly preview: readonly (readonly string[])[];
}

export interface ImportRowView {
  readonly line: number;
  readonly cells: readonly string[];
  readonly kind: RowKind | null;
  readonly reason: string | null;
  readonly field: string | null;
  readonly partyId: string | null;
}

export interface ExportListView {
  readonly name: string;
  readonly columns: readonly string[];
}

const job = z.object({ id: idSchema });
const fieldKey = z.string().max(40).nullable();

const exported = {
  list: z.string().max(40),
  text: z.string().max(200),
  /** How the list is narrowed besides: by the name of the filter, as the list itself takes them. */
  filters: z.record(z.string().max(40), z.string().max(80)).optional(),
};

export const importsContract = defineContract('imports', {
  /** The latest first. */
  list: call(z.object({}), returns<readonly ImportJobLine[]>()),
  get: call(job, returns<ImportJobView | null>()),
  /** @throws AppError `import.too-large`, `import.busy` */
  begin: call(
    z.object({
      fileName: z.string().max(255),
      bytes: z.int().nonnegative(),
      /** `auto`: found out. */
      encoding: z.enum([...ENCODINGS, 'auto']),
    }),
    returns<{ readonly id: string }>(),
  ),
  /** The next piece, base64; resolves when there is room for another. */
  piece: call(
    z.object({ id: idSchema, base64: z.base64().max(Math.ceil(PIECE_BYTES / 3) * 4) }),
    returns<null>(),
  ),
  /** All pieces are there. */
  end: call(job, returns<null>()),
  /** Columns as a person wants them; a check that was made does not count any more. */
  map: call(
    z.object({
      id: idSchema,
      mapping: z.array(fieldKey).max(MAX_COLUMNS),
      existing: z.enum(['update', 'leave']),
    }),
    returns<null>(),
  ),
  check: call(job, returns<null>()),
  run: call(job, returns<null>()),
  /** Goes on with what was stopped, from the last batch the centre has. */
  resume: call(job, returns<null>()),
  stop: call(job, returns<null>()),
  undo: call(job, returns<null>()),
  /** Forgets the file and how to undo it; what was taken over stays. */
  remove: call(job, returns<null>()),
  rows: call(
    z.object({
      id: idSchema,
      kinds: z.array(z.enum(ROW_KINDS)).max(ROW_KINDS.length),
      after: z.int().nonnegative(),
      limit: z.int().min(1).max(1000),
    }),
    returns<readonly ImportRowView[]>(),
  ),
  exportLists: call(z.object({}), returns<readonly ExportListView[]>()),
  /** null: not known before the last page. */
  exportCount: call(z.object(exported), returns<number | null>()),
  exportPage: call(
    z.object({ ...exported, after: z.string().max(100).nullable() }),
    returns<{ readonly rows: readonly (readonly string[])[]; readonly next: string | null }>(),
    'export',
  ),
});
