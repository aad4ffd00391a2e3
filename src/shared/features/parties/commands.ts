import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { withoutUndefined } from '../../kernel/without-undefined.ts';
import { get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { PARTY_KINDS, PARTY_STATUSES, PARTY_UNITS, partyTable } from './model.ts';
import { contactArgs, insertContact } from './contact-commands.ts';
import { flagSwitchboards, withSwitchboards } from './switchboards.ts';

const shortText = z.string().trim().max(200);
const optionalLine = shortText.nullable();
const birthDate = z.iso.date().nullable();

/** A hierarchy deeper than this is a mistake. */
const DEEPEST = 20;

export const partyCreate = defineCommand({
  name: 'party.create',
  args: z.object({
    id: idSchema,
    kind: z.enum(PARTY_KINDS),
    status: z.enum(PARTY_STATUSES),
    name: shortText.min(1),
    sortName: shortText.min(1),
    customerNo: optionalLine,
    street: optionalLine,
    postalCode: optionalLine,
    city: optionalLine,
    note: z.string().max(10_000),
    contacts: z.array(contactArgs).max(50),
    firstName: optionalLine.optional(),
    lastName: optionalLine.optional(),
    birthDate: birthDate.optional(),
    unit: z.enum(PARTY_UNITS).nullable().optional(),
    parentId: idSchema.nullable().optional(),
    ownerId: idSchema.nullable().optional(),
  }),
  *run({ id, contacts, ...party }) {
    if (party.parentId) yield* checkParent(id, party.parentId);
    yield* insert(partyTable, {
      id,
      kind: party.kind,
      status: party.status,
      name: party.name,
      sort_name: party.sortName,
      customer_no: party.customerNo,
      street: party.street,
      postal_code: party.postalCode,
      city: party.city,
      note: party.note,
      first_name: party.firstName ?? null,
      last_name: party.lastName ?? null,
      birth_date: party.birthDate ?? null,
      unit: party.unit ?? null,
      parent_id: party.parentId ?? null,
      owner_id: party.ownerId ?? null,
      checked_on: null,
      merged_into: null,
    });
    for (const contact of withSwitchboards(party.kind, contacts)) yield* insertContact(id, contact);
  },
});

/** Edit in place: only what is named changes, and each field by itself meets what somebody else has changed. */
export const partyEdit = defineCommand({
  name: 'party.edit',
  args: z.object({
    id: idSchema,
    patch: z
      .strictObject({
        kind: z.enum(PARTY_KINDS),
        status: z.enum(PARTY_STATUSES),
        name: shortText.min(1),
        sort_name: shortText.min(1),
        customer_no: optionalLine,
        street: optionalLine,
        postal_code: optionalLine,
        city: optionalLine,
        note: z.string().max(10_000),
        first_name: optionalLine,
        last_name: optionalLine,
        birth_date: birthDate,
        unit: z.enum(PARTY_UNITS).nullable(),
        parent_id: idSchema.nullable(),
        owner_id: idSchema.nullable(),
        /** "Data checked on", ms. */
        checked_on: z.int().nonnegative().nullable(),
      })
      .partial()
      .refine((patch) => Object.keys(patch).length > 0, 'nothing to change'),
  }),
  *run({ id, patch }) {
    yield* theParty(id);
    if (patch.parent_id) yield* checkParent(id, patch.parent_id);
    yield* update(partyTable, id, withoutUndefined(patch));
    if (patch.kind === 'organisation') yield* flagSwitchboards(id);
  },
});

export const partyRename = defineCommand({
  name: 'party.rename',
  args: z.object({ id: idSchema, name: shortText.min(1), sortName: shortText.min(1) }),
  *run({ id, name, sortName }) {
    yield* theParty(id);
    yield* update(partyTable, id, { name, sort_name: sortName });
  },
});

function* theParty(id: string): Steps<Row<typeof partyTable>> {
  const party = yield* get(partyTable, id);
  if (!party) throw new CommandError('party.gone', `no party ${id}`);
  return party;
}

/** A parent is an organisation, and never below what it is the parent of. */
function* checkParent(id: string, parentId: string): Steps<void> {
  let above: string | null = parentId;
  for (let depth = 0; above !== null; depth++) {
    if (above === id || depth > DEEPEST)
      throw new CommandError('party.circle', `${id} would be above itself`);
    const parent: Row<typeof partyTable> = yield* theParty(above);
    if (parent.kind !== 'organisation')
      throw new CommandError('party.not-an-organisation', `${above} is no organisation`);
    above = parent.parent_id;
  }
}
