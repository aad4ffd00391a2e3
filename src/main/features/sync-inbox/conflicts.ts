import { z } from 'zod';
import type { ConflictView, FieldConflictView, ValueView } from '#shared/features/sync-inbox/contract.ts';
import { conflictNoteTable, unpackFields } from '#shared/sync/conflict-note.ts';
import type { NoteField, Side } from '#shared/sync/conflict-note.ts';
import type { AnyRow, Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';
import { decodeRow, readStored } from '../../replica/rows.ts';
import type { StoredRow } from '../../replica/rows.ts';
import { listConflicts } from '../../replica/outcomes.ts';
import type { UnmetCommand } from '../../replica/outcomes.ts';
import { OF_THIS_USER } from '../../replica/whose-outcome.ts';
import { typedIn } from './typed.ts';
import { isSame, nameOf, viewOf } from './values.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'tables' | 'session' | 'currentSession'>;
type Note = Row<typeof conflictNoteTable>;

const MOST = 200;

/** The user's own side of it: of a conflict with oneself, the late one. */
const SEEN = 'CASE WHEN late_by = @user THEN late_seen_at ELSE kept_seen_at END';
const MINE = '(late_by = @user OR kept_by = @user)';
/** A conflict that came with a note is told by that alone. */
const NOTELESS = `json_extract(detail, '$[0].note') IS NULL AND ${OF_THIS_USER}`;

export const FIND_NOTES = `SELECT * FROM conflict_note WHERE ${MINE} AND (${SEEN} IS NOT NULL) = @seen
  ORDER BY decided_at DESC, id LIMIT ${MOST}`;

/** Conflicts of this user, of both sides, newest first: those nobody of this side has looked at, or the others. */
export function conflicts(host: Reader, { seen }: { readonly seen: boolean }): readonly ConflictView[] {
  const { userId } = host.session();
  const notes = host.db
    .prepare<[{ user: string; seen: number }], StoredRow>(FIND_NOTES)
    .all({ user: userId, seen: seen ? 1 : 0 })
    // Selected with all columns of the table it is decoded by.
    .map((stored) => decodeRow(conflictNoteTable, stored) as unknown as Note);
  const local = listConflicts(host.db, MOST).filter(
    ({ detail, seenAt }) => !hasNote(detail) && (seenAt !== null) === seen,
  );
  return [
    ...notes.map((note) => viewOfNote(host, userId, note)),
    ...local.flatMap((unmet) => viewsOfLocal(host, unmet)),
  ].slice(0, MOST);
}

/** 0 while nobody is signed in. */
export function countConflicts({ db, currentSession }: Pick<Host, 'db' | 'currentSession'>): number {
  const session = currentSession();
  if (!session) return 0;
  const counted = db
    .prepare<[{ user: string }], { count: number }>(
      `SELECT (SELECT count(*) FROM conflict_note WHERE ${MINE} AND ${SEEN} IS NULL)
            + (SELECT count(*) FROM conflict_inbox WHERE seen_at IS NULL AND ${NOTELESS}) AS count`,
    )
    .get({ user: session.userId });
  return counted?.count ?? 0;
}

function viewOfNote(host: Reader, userId: string, note: Note): ConflictView {
  const side: Side = note.late_by === userId ? 'late' : 'kept';
  const current = rowOf(host, note.tbl, note.pk);
  const fields = unpackFields(note).map((field) => fieldView(host, side, field, current));
  const other = side === 'late' ? note.kept_by : note.late_by;
  const [mineAt, otherAt] = side === 'late' ? [note.late_at, note.kept_at] : [note.kept_at, note.late_at];
  return {
    id: note.id,
    isLocal: false,
    ref: { type: note.tbl, id: note.pk },
    ...thingOf(host, note.tbl, note.pk, current),
    side,
    isGone: note.gone || !current,
    command: note.command,
    fields,
    mineAt,
    otherName: other === null ? null : (nameOf(host, other) ?? null),
    otherAt,
    seenAt: side === 'late' ? note.late_seen_at : note.kept_seen_at,
    typed: unpackFields(note)
      .flatMap((field) => typedIn(side === 'late' ? field.late : field.kept))
      .join('\n'),
  };
}

function fieldView(
  host: Reader,
  side: Side,
  { field, late, kept }: NoteField,
  current: AnyRow | undefined,
): FieldConflictView {
  const [mine, theirs] = side === 'late' ? [late, kept] : [kept, late];
  const now = current?.[field];
  const view = (value: unknown): ValueView => viewOf(host, field, value);
  return {
    field,
    mine: view(mine),
    theirs: view(theirs),
    now: view(now),
    isKept: current !== undefined && isSame(now, kept),
    isLate: current !== undefined && isSame(now, late),
  };
}

const localDetail = z.array(z.object({ tbl: z.string(), pk: z.string(), field: z.string() }));

function hasNote(detail: unknown): boolean {
  return z.tuple([z.object({ note: z.string() })], z.unknown()).safeParse(detail).success;
}

/** From a centre that keeps no notes: what is known is the command and which fields stayed as they were. */
function viewsOfLocal(host: Reader, unmet: UnmetCommand): readonly ConflictView[] {
  const parsed = localDetail.safeParse(unmet.detail);
  const found = parsed.success ? parsed.data : [];
  const rows = new Map(found.map(({ tbl, pk }) => [`${tbl}/${pk}`, { tbl, pk }]));
  return [...rows.values()].map(({ tbl, pk }): ConflictView => {
    const current = rowOf(host, tbl, pk);
    const fields = found.filter((each) => each.tbl === tbl && each.pk === pk);
    return {
      id: String(unmet.id),
      isLocal: true,
      ref: { type: tbl, id: pk },
      ...thingOf(host, tbl, pk, current),
      side: 'late',
      isGone: !current,
      command: unmet.name,
      fields: fields.map(({ field }) => ({
        field,
        mine: { kind: 'none' },
        theirs: viewOf(host, field, current?.[field]),
        now: viewOf(host, field, current?.[field]),
        isKept: true,
        isLate: false,
      })),
      mineAt: unmet.at,
      otherName: null,
      otherAt: null,
      seenAt: unmet.seenAt,
      typed: typedIn(unmet.args).join('\n'),
    };
  });
}

function rowOf({ db, tables }: Reader, tbl: string, pk: string): AnyRow | undefined {
  const table = tables.get(tbl);
  const stored = table && readStored(db, table, pk);
  return stored && decodeRow(table, stored);
}

/** Named by its own feature; a part of something (a number, a relation) by what it belongs to. */
function thingOf(
  host: Reader,
  type: string,
  id: string,
  current: AnyRow | undefined,
): Pick<ConflictView, 'name' | 'detail'> {
  const card = host.describe(type, [id]).get(id);
  if (card) return { name: card.name, detail: card.detail };
  const owner = current?.['party_id'];
  const party = typeof owner === 'string' ? host.describe('party', [owner]).get(owner) : undefined;
  return { name: party?.name ?? null, detail: '' };
}
