import { z } from 'zod';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { partyImport, partyImportUndo } from '#shared/features/parties/import-commands.ts';
import type { ImportEntry, UndoEntry } from '#shared/features/parties/import-commands.ts';
import { partyImportFields } from '#shared/features/parties/import-fields.ts';
import { draftOf } from '#shared/features/parties/import-row.ts';
import type { PartyDraft } from '#shared/features/parties/import-row.ts';
import { contactPointTable, partyTable } from '#shared/features/parties/model.ts';
import type { Row } from '#shared/rows/table.ts';
import { fold } from '#shared/text/fold.ts';
import type { MappedRow } from '#shared/transfer/import-field.ts';
import type { ImportTarget, PlanOptions, RowPlan, UndoPlan } from '../../host/import-target.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { knownHere, matchParty, nameKey } from './import-match.ts';
import type { KnownHere, PartyRow } from './import-match.ts';

type ContactRow = Row<typeof contactPointTable>;

/** What made it is enough to know; older imports wrote it down twice. */
const madeSchema = z.union([
  z.object({ create: partyCreate.args }).transform(({ create: made }) => ({ made })),
  z.object({ made: partyCreate.args }),
]);
const changedSchema = z.object({
  changed: z.object({
    id: z.string(),
    fields: z.record(
      z.string(),
      z.object({
        was: z.union([z.string(), z.number(), z.null()]),
        now: z.union([z.string(), z.number(), z.null()]),
      }),
    ),
    contacts: z.array(z.string()),
  }),
});
const memorySchema = z.union([madeSchema, changedSchema]);
type Memory = z.infer<typeof memorySchema>;

/** Files of customers; see docs/imports.md. */
export const partyImportTarget: ImportTarget = {
  fields: partyImportFields,
  commands: { apply: partyImport.name, undo: partyImportUndo.name },
  planner,
  undo: undoOf,
};

function planner(options: PlanOptions): (rows: readonly MappedRow[]) => readonly RowPlan[] {
  const seen = new Set<string>();
  const planRow = (draft: PartyDraft, known: KnownHere): RowPlan => {
    const keys = keysOf(draft);
    if (keys.some((key) => seen.has(key))) return { kind: 'duplicate', reason: 'twice-in-file' };
    const plan = planOne(draft, known, options);
    // Two rows that lead to one party by different ways are the same twice as well.
    if (plan.id !== undefined && seen.has(plan.id)) return { kind: 'duplicate', reason: 'twice-in-file' };
    for (const key of plan.id === undefined ? keys : [...keys, plan.id]) seen.add(key);
    return plan;
  };
  return (rows) => {
    const drafts = rows.map((row) => draftOf(row, options.profile));
    const known = knownHere(
      options.db,
      drafts.flatMap((draft) => ('reason' in draft ? [] : draft)),
    );
    return drafts.map((draft) => ('reason' in draft ? { kind: 'faulty', ...draft } : planRow(draft, known)));
  };
}

/** Rows that share one are the same customer, by the same rule that finds those who are here. */
function keysOf({ id, name, said, contacts }: PartyDraft): readonly string[] {
  const who = nameKey(name);
  const no = said.customer_no?.toLowerCase();
  return [
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(no === undefined ? [] : [`no ${no}`]),
    // Numbers tell customers apart who share the rest.
    ...contacts.map(({ digits, raw }) => `${no ?? ''} ${who} ${digits ?? raw.toLowerCase()}`),
    ...(said.street === undefined || said.postal_code === undefined
      ? []
      : [`${no ?? ''} ${who} ${said.birth_date ?? ''} ${fold(said.street)} ${said.postal_code}`]),
  ];
}

function planOne(draft: PartyDraft, known: KnownHere, { db, newId, existing }: PlanOptions): RowPlan {
  const match = matchParty(db, draft, known);
  if (match.kind === 'several') return { kind: 'duplicate', reason: 'fits-several' };
  if (match.kind === 'none') {
    if (
      draft.id !== undefined &&
      !z.uuid().safeParse(draft.id).success &&
      draft.said.customer_no === undefined
    )
      return create({ ...draft, said: { ...draft.said, customer_no: draft.id } }, newId);
    return create(draft, newId);
  }
  const { party } = match;
  if (existing === 'leave') return { kind: 'duplicate', reason: 'exists', id: party.id };
  return edit(draft, party, db, newId);
}

function create({ name, kind, sortName, said, contacts }: PartyDraft, newId: () => string): RowPlan {
  const id = newId();
  const args = {
    id,
    kind,
    status: said.status ?? ('customer' as const),
    name,
    sortName,
    customerNo: said.customer_no ?? null,
    street: said.street ?? null,
    postalCode: said.postal_code ?? null,
    city: said.city ?? null,
    note: said.note ?? '',
    firstName: said.first_name ?? null,
    lastName: said.last_name ?? null,
    birthDate: said.birth_date ?? null,
    contacts: contacts.slice(0, MOST_CONTACTS).map((contact) => ({ id: newId(), ...contact })),
  };
  return { kind: 'new', id, entry: { create: args } satisfies ImportEntry };
}

const MOST_CONTACTS = 50;

function edit(draft: PartyDraft, party: PartyRow, db: ReadableDb, newId: () => string): RowPlan {
  const { id } = party;
  const said = { ...draft.said, ...(draft.said.name === party.name ? {} : { sort_name: draft.sortName }) };
  const current: Readonly<Record<string, unknown>> = { ...party };
  const patch = Object.fromEntries(
    Object.entries(said).filter(([column, value]) => value !== undefined && !isSame(current[column], value)),
  );
  const known = contactsOf(db, id);
  const fresh = draft.contacts
    .filter((contact) => !known.some((one) => isSameContact(one, contact)))
    .map((contact) => ({ id: newId(), ...contact }));
  const changed = Object.keys(patch);
  if (changed.length === 0 && fresh.length === 0) return { kind: 'same', id };
  const was = Object.fromEntries(changed.map((column) => [column, current[column] ?? null]));
  const memory: Memory = {
    changed: {
      id,
      fields: Object.fromEntries(
        changed.map((column) => [
          column,
          { was: (was[column] ?? null) as string | null, now: patch[column] ?? null },
        ]),
      ),
      contacts: fresh.map((contact) => contact.id),
    },
  };
  const entry: ImportEntry = { edit: { id, patch: changed.length === 0 ? null : patch, contacts: fresh } };
  const base = changed.length === 0 ? [] : [{ tbl: partyTable.name, pk: id, ver: party.ver, fields: was }];
  return { kind: 'changed', id, entry, base, memory };
}

/** White space is no difference that a file could mean. */
const isSame = (one: unknown, other: string): boolean =>
  typeof one === 'string' && normal(one) === normal(other);
const normal = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();

function isSameContact(
  one: ContactRow,
  other: { readonly kind: string; readonly digits: string | null; readonly raw: string },
): boolean {
  if (one.kind !== other.kind) return false;
  if (one.digits !== null && one.digits === other.digits) return true;
  return one.raw.trim().toLowerCase() === other.raw.trim().toLowerCase();
}

function contactsOf(db: ReadableDb, partyId: string): readonly ContactRow[] {
  return db
    .prepare<[string], ContactRow>(
      'SELECT id, kind, raw, digits, label FROM contact_point WHERE party_id = ? ORDER BY id',
    )
    .all(partyId);
}

/** What has been edited, called or worked on since stays as it is. */
function undoOf(db: ReadableDb, remembered: unknown, isUsed: (id: string) => boolean): UndoPlan {
  const memory = memorySchema.parse(remembered);
  const id = 'made' in memory ? memory.made.id : memory.changed.id;
  const party = db
    .prepare<[string], PartyRow>(`SELECT ver, ${partyTable.columnNames.join(', ')} FROM party WHERE id = ?`)
    .get(id);
  // Not here yet, or gone already: the command takes both.
  if (!party)
    return 'made' in memory
      ? { entry: { made: id } satisfies UndoEntry, base: [], isKept: false }
      : { isKept: false };
  const contacts = contactsOf(db, id);
  if ('made' in memory) {
    const isTouched = isEdited(party, memory.made) || contacts.length !== memory.made.contacts.length;
    if (isTouched || isUsed(id)) return { isKept: true };
    const base = [
      { tbl: partyTable.name, pk: id, ver: party.ver, fields: {} },
      ...contacts.map((contact) => ({ tbl: contactPointTable.name, pk: contact.id, ver: 0, fields: {} })),
    ];
    return { entry: { made: id } satisfies UndoEntry, base, isKept: false };
  }
  const current: Readonly<Record<string, unknown>> = { ...party };
  const own = Object.entries(memory.changed.fields).filter(([column, { now }]) => current[column] === now);
  const added = memory.changed.contacts.filter((contact) => contacts.some((one) => one.id === contact));
  // What still is as it was never came to be: the import was stopped before.
  const isKept = Object.entries(memory.changed.fields).some(
    ([column, { was, now }]) => current[column] !== now && current[column] !== was,
  );
  if (own.length === 0 && added.length === 0) return { isKept };
  const fields = Object.fromEntries(own.map(([column, { now }]) => [column, now]));
  return {
    entry: { changed: { id, fields: Object.fromEntries(own), contacts: added } } satisfies UndoEntry,
    base: [
      { tbl: partyTable.name, pk: id, ver: party.ver, fields },
      ...added.map((contact) => ({ tbl: contactPointTable.name, pk: contact, ver: 0, fields: {} })),
    ],
    isKept,
  };
}

function isEdited(party: PartyRow, made: z.infer<typeof partyCreate.args>): boolean {
  return (
    party.name !== made.name ||
    party.sort_name !== made.sortName ||
    party.kind !== made.kind ||
    party.status !== made.status ||
    party.customer_no !== made.customerNo ||
    party.street !== made.street ||
    party.postal_code !== made.postalCode ||
    party.city !== made.city ||
    party.note !== made.note ||
    party.owner_id !== null ||
    party.checked_on !== null ||
    party.merged_into !== null
  );
}
