import { z } from 'zod';
import { bodyFields, fieldsOf, renamed, toCamel, toSnake, withNulls } from '#server/resource.ts';
import type { Body, Resource } from '#server/resource.ts';
import { partyCreate, partyEdit } from '#shared/features/parties/commands.ts';
import {
  contactAdd,
  contactArgs,
  contactEdit,
  contactMark,
  contactRemove,
} from '#shared/features/parties/contact-commands.ts';
import { contactPointTable, partyTable } from '#shared/features/parties/model.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { idSchema } from '#shared/kernel/ref.ts';
import { parseStored } from '#shared/phone/stored.ts';

const { kind, label, raw, state } = contactArgs.shape;
/** The calling code a number written without one belongs to. */
const callingCode = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .optional();
const contactBody = z.strictObject({
  id: idSchema.optional(),
  kind,
  label: label.optional(),
  raw,
  state,
  callingCode,
});
const createFields = fieldsOf(partyCreate.args);
const patchFields = renamed(fieldsOf(fieldsOf(partyEdit.args)['patch']), toCamel);
const HOME = '49';

export const partyResources: readonly Resource[] = [
  {
    name: 'parties',
    type: 'party',
    table: partyTable,
    filters: ['kind', 'status', 'customer_no', 'sort_name', 'parent_id', 'owner_id'],
    children: [{ name: 'contacts', table: contactPointTable, by: 'party_id' }],
    writes: [
      {
        method: 'POST',
        summary: 'Enters a person, an organisation or a household',
        command: partyCreate,
        body: z.strictObject({
          ...bodyFields(createFields, ['id', 'contacts', 'note', 'sortName']),
          id: idSchema.optional(),
          sortName: z.string().trim().min(1).max(200).optional(),
          note: z.string().max(10_000).optional(),
          contacts: z.array(contactBody).max(50).optional(),
        }),
        args: (body, { id, newId }) => ({
          ...withNulls(createFields, body),
          id,
          sortName: body['sortName'] ?? body['name'],
          note: body['note'] ?? '',
          contacts: z
            .array(contactBody)
            .parse(body['contacts'] ?? [])
            .map((contact) => contactOf(contact, newId)),
        }),
      },
      {
        method: 'PATCH',
        summary: 'Changes what is named',
        command: partyEdit,
        body: z.strictObject(patchFields),
        args: (body, { id }) => ({ id, patch: renamed(body, toSnake) }),
      },
    ],
  },
  {
    name: 'contact-points',
    rightsOf: 'parties',
    type: 'contact-point',
    table: contactPointTable,
    filters: ['party_id', 'kind', 'digits', 'state'],
    writes: [
      {
        method: 'POST',
        summary: 'Adds a number or an address to a party',
        command: contactAdd,
        body: z.strictObject({ ...contactBody.shape, partyId: idSchema }),
        args: ({ partyId, ...contact }, { id, newId }) => ({
          partyId,
          contact: contactOf({ ...contactBody.parse(contact), id }, newId),
        }),
      },
      {
        method: 'PATCH',
        summary: 'Another label or another spelling',
        command: contactEdit,
        body: z.strictObject({ label: label.optional(), raw: raw.optional(), callingCode }),
        args: (body, { id, row }) => ({ id, patch: contactPatch(body, row?.['kind']) }),
      },
      {
        method: 'POST',
        act: 'mark',
        summary: 'Says whose it is: own, shared, or no longer theirs',
        command: contactMark,
        body: z.strictObject({ state: fieldsOf(contactMark.args)['state'] ?? z.never() }),
        args: (body, { id }) => ({ id, ...body }),
      },
      {
        method: 'DELETE',
        summary: 'Removes what never was theirs',
        command: contactRemove,
        args: (_body, { id }) => ({ id }),
      },
    ],
  },
];

function contactOf(contact: z.infer<typeof contactBody>, newId: NewId) {
  const { id = newId(), label: text = '', callingCode: home, ...rest } = contact;
  return { id, label: text, ...rest, ...numberOf(contact.kind, contact.raw, home) };
}

function contactPatch({ label: text, raw: spelling, callingCode: home }: Body, contactKind: unknown): Body {
  const named = text === undefined ? {} : { label: text };
  if (typeof spelling !== 'string') return named;
  return { ...named, raw: spelling, ...numberOf(contactKind, spelling, home) };
}

/** Read as a desk reads it. Throws AppError `contact.several-numbers`: one contact point is one number. */
function numberOf(contactKind: unknown, text: string, home: unknown = HOME) {
  if (contactKind !== 'phone') return { digits: null, stem: null, extension: null, fault: null };
  const [number, ...others] = parseStored(text, { country: String(home) });
  if (!number || others.length > 0)
    throw new AppError('contact.several-numbers', 'one number for each contact point');
  const { digits, stem, extension, fault } = number;
  return { digits, stem, extension, fault };
}
