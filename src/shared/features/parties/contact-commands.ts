import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { flagSwitchboards } from './switchboards.ts';
import { CONTACT_KINDS, CONTACT_STATES, contactPointTable, partyTable } from './model.ts';

const digits = z
  .string()
  .regex(/^\d{3,15}$/)
  .nullable();
const stem = z
  .string()
  .regex(/^\d{3,14}$/)
  .nullable();
const extension = z
  .string()
  .regex(/^\d{1,5}$/)
  .nullable();
const label = z.string().trim().max(80);
const raw = z.string().trim().min(1).max(200);
const fault = z.string().max(40).nullable();

export const contactArgs = z.object({
  id: idSchema,
  kind: z.enum(CONTACT_KINDS),
  label,
  raw,
  /** Parsed on the desk by the dial profile in force there (src/shared/phone). */
  digits,
  stem,
  extension: extension.optional(),
  state: z.enum(CONTACT_STATES).optional(),
  fault: fault.optional(),
});
export type ContactArgs = z.infer<typeof contactArgs>;

/** "Attach this number to an existing customer" and "Durchwahl merken". */
export const contactAdd = defineCommand({
  name: 'contact.add',
  args: z.object({ partyId: idSchema, contact: contactArgs }),
  *run({ partyId, contact }, { at }) {
    yield* checkParty(partyId);
    yield* insertContact(partyId, contact, at);
    yield* flagSwitchboards(partyId);
  },
});

/** Another label or another spelling; the parsed fields go with the text they were parsed from. */
export const contactEdit = defineCommand({
  name: 'contact.edit',
  args: z.object({
    id: idSchema,
    patch: z.union([
      z.strictObject({ label }),
      z.strictObject({ label: label.optional(), raw, digits, stem, extension, fault }),
    ]),
  }),
  *run({ id, patch }) {
    const { party_id: partyId } = yield* theContact(id);
    const { label: newLabel, ...number } = patch;
    yield* update(contactPointTable, id, {
      ...number,
      ...(newLabel === undefined ? {} : { label: newLabel }),
    });
    if ('raw' in patch) yield* flagSwitchboards(partyId);
  },
});

/** Own, shared, or no longer theirs: a `former` number stays on the sheet and matches nobody. */
export const contactMark = defineCommand({
  name: 'contact.mark',
  args: z.object({ id: idSchema, state: z.enum(CONTACT_STATES) }),
  *run({ id, state }, { at }) {
    const { party_id: partyId } = yield* theContact(id);
    yield* update(contactPointTable, id, { state, former_since: state === 'former' ? at : null });
    yield* flagSwitchboards(partyId);
  },
});

/**
 * "This number is Ute Sander's now": it leaves a `former` row behind, and every desk of the tenant matches the new
 * party from then on. Done twice it changes nothing.
 */
export const contactMove = defineCommand({
  name: 'contact.move',
  args: z.object({ id: idSchema, newId: idSchema, partyId: idSchema }),
  *run({ id, newId, partyId }, { at }) {
    const contact = yield* theContact(id);
    yield* checkParty(partyId);
    if (contact.party_id === partyId) return;
    if (contact.state !== 'former')
      yield* update(contactPointTable, id, { state: 'former', former_since: at });
    const theirs = yield* find(contactPointTable, { party_id: partyId });
    const same = theirs.find((other) => other.digits !== null && other.digits === contact.digits);
    if (same) {
      if (same.state === 'former')
        yield* update(contactPointTable, same.id, { state: 'own', former_since: null });
      return;
    }
    const { kind, label: sameLabel, raw: text, fault: sameFault } = contact;
    yield* insert(contactPointTable, {
      id: newId,
      party_id: partyId,
      kind,
      label: sameLabel,
      raw: text,
      digits: contact.digits,
      stem: contact.stem,
      extension: contact.extension,
      state: 'own',
      former_since: null,
      fault: sameFault,
    });
    yield* flagSwitchboards(partyId);
  },
});

/** For what never was theirs. What once was is marked `former` instead. */
export const contactRemove = defineCommand({
  name: 'contact.remove',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(contactPointTable, id)) yield* remove(contactPointTable, id);
  },
});

export function* insertContact(partyId: string, contact: ContactArgs, at?: number): Steps<void> {
  const state = contact.state ?? 'own';
  yield* insert(contactPointTable, {
    id: contact.id,
    party_id: partyId,
    kind: contact.kind,
    label: contact.label,
    raw: contact.raw,
    digits: contact.digits,
    stem: contact.stem,
    extension: contact.extension ?? null,
    state,
    former_since: state === 'former' ? (at ?? null) : null,
    fault: contact.fault ?? null,
  });
}

function* checkParty(id: string): Steps<void> {
  if (!(yield* get(partyTable, id))) throw new CommandError('party.gone', `no party ${id}`);
}

function* theContact(id: string): Steps<Row<typeof contactPointTable>> {
  const contact = yield* get(contactPointTable, id);
  if (!contact) throw new CommandError('contact.gone', `no contact point ${id}`);
  return contact;
}
