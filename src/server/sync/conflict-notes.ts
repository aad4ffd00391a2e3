import type { Tx } from '#server/store/store.ts';
import { nameId } from '#shared/kernel/name-id.ts';
import { conflictNoteTable, packFields } from '#shared/sync/conflict-note.ts';
import type { NoteField } from '#shared/sync/conflict-note.ts';
import { WHOLE_ROW } from './journal.ts';
import type { Journal, Origin } from './journal.ts';
import type { FieldConflict, LateField, RowInterpreter } from './row-interpreter.ts';

export interface NoteOptions {
  readonly tx: Tx;
  readonly journal: Journal;
  readonly interpreter: Pick<RowInterpreter, 'conflicts' | 'execute'>;
  readonly origin: Origin;
  /** Name of the late command. */
  readonly command: string;
  readonly now: number;
}

/** Who wrote what stands now. */
interface Keeper {
  readonly actor: string;
  readonly at: number;
}

/**
 * Tells both people of what the command has just lost: a row for each row it met and person whose value stayed there,
 * in the scope of that row. They travel as all rows do and go with the command where it is rolled back.
 *
 * @returns the conflicts, each with its note.
 */
export async function noteConflicts(options: NoteOptions): Promise<readonly FieldConflict[]> {
  const { interpreter, origin } = options;
  const found: { readonly field: LateField; readonly keeper: Keeper | undefined; readonly note: string }[] =
    [];
  for (const field of interpreter.conflicts) {
    const keeper = await keeperOf(options, field);
    const { client, mid } = origin;
    const name = ['conflict', client, mid, field.tbl, field.pk, keeper?.actor ?? ''].join('/');
    found.push({ field, keeper, note: nameId(name) });
  }
  const keepers = new Map(found.map(({ note, keeper }) => [note, keeper]));
  for (const [note, keeper] of keepers) {
    const late = found.filter((each) => each.note === note).map(({ field }) => field);
    await insertNote(options, note, keeper, late);
  }
  return found.map(({ field: { tbl, pk, field }, note }) => ({ tbl, pk, field, note }));
}

async function insertNote(
  { interpreter, origin, command, now }: NoteOptions,
  id: string,
  keeper: Keeper | undefined,
  late: readonly LateField[],
): Promise<void> {
  const [first] = late;
  if (!first) return;
  const { table, current, pk } = first;
  // A command that wrote a field twice lost both; the last is what its author meant.
  const fields = new Map(
    late.map((each): [string, NoteField] => [
      each.field,
      { field: each.field, late: each.late, kept: current.row[each.field] ?? null },
    ]),
  );
  await interpreter.execute({
    op: 'insert',
    table: conflictNoteTable,
    row: {
      id,
      scope_id: current.row.scope_id,
      tbl: table.name,
      pk,
      command,
      late_by: origin.actor,
      late_at: toTime(origin.clientTime),
      kept_by: keeper?.actor ?? null,
      kept_at: keeper ? toTime(keeper.at) : null,
      gone: current.deleted,
      decided_at: now,
      ...packFields([...fields.values()], (name) => table.columns[name]?.sensitivity),
      late_seen_at: null,
      kept_seen_at: null,
    },
  });
}

/** The last who wrote the field, or the whole row: in this very push, or before. */
async function keeperOf(
  { tx, journal }: NoteOptions,
  { tbl, pk, field, current }: LateField,
): Promise<Keeper | undefined> {
  const fields = current.deleted ? [WHOLE_ROW] : [field, WHOLE_ROW];
  const own = journal.history.findLast(
    (entry) =>
      entry.outcome === 'applied' && entry.tbl === tbl && entry.pk === pk && fields.includes(entry.field),
  );
  if (own) return { actor: own.origin.actor, at: own.origin.clientTime };
  const [found] = await tx.query<Keeper>(
    `SELECT actor, client_time AS at FROM field_history
     WHERE tenant_id = $1 AND tbl = $2 AND pk = $3 AND field = ANY($4) AND outcome = 'applied'
     ORDER BY ver DESC, seq DESC LIMIT 1`,
    [tx.tenantId, tbl, pk, fields],
  );
  return found;
}

/** A device's clock may say anything: what does not fit the column is the nearest that does. */
function toTime(at: number): number {
  return Math.min(Math.max(Math.trunc(at), 0), Number.MAX_SAFE_INTEGER);
}
