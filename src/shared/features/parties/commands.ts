import { z } from 'zod';
import { defineCommand, CommandError } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { CONTACT_KINDS, contactPointTable, PARTY_KINDS, PARTY_STATUSES, partyTable } from './model.ts';

const shortText = z.string().trim().max(200);
const optionalLine = shortText.nullable();

const contactArgs = z.object({
  id: idSchema,
  kind: z.enum(CONTACT_KINDS),
  label: z.string().trim().max(80),
  raw: z.string().trim().min(1).max(200),
  /** Parsed on the desk by the dial profile in force there (src/shared/phone). */
  digits: z
    .string()
    .regex(/^\d{3,15}$/)
    .nullable(),
  stem: z
    .string()
    .regex(/^\d{3,14}$/)
    .nullable(),
});
export type ContactArgs = z.infer<typeof contactArgs>;

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
  }),
  *run({ contacts, sortName, customerNo, postalCode, ...party }) {
    yield* insert(partyTable, {
      ...party,
      sort_name: sortName,
      customer_no: customerNo,
      postal_code: postalCode,
    });
    for (const contact of contacts) yield* insertContact(party.id, contact);
  },
});

/** "Attach this number to an existing customer" and "Durchwahl merken". */
export const contactAdd = defineCommand({
  name: 'contact.add',
  args: z.object({ partyId: idSchema, contact: contactArgs }),
  *run({ partyId, contact }) {
    if (!(yield* get(partyTable, partyId))) throw new CommandError('party.gone', `no party ${partyId}`);
    yield* insertContact(partyId, contact);
  },
});

export const partyRename = defineCommand({
  name: 'party.rename',
  args: z.object({ id: idSchema, name: shortText.min(1), sortName: shortText.min(1) }),
  *run({ id, name, sortName }) {
    if (!(yield* get(partyTable, id))) throw new CommandError('party.gone', `no party ${id}`);
    yield* update(partyTable, id, { name, sort_name: sortName });
  },
});

function* insertContact(partyId: string, contact: ContactArgs): Steps<void> {
  yield* insert(contactPointTable, { ...contact, party_id: partyId });
}
