import { partyEdit } from '#shared/features/parties/commands.ts';
import { contactEdit } from '#shared/features/parties/contact-commands.ts';
import type { ContactLine, PartyHead } from '#shared/features/parties/contract.ts';
import { CONTACT_STATES, PARTY_STATUSES } from '#shared/features/parties/model.ts';
import { sortNameOf } from '#shared/features/parties/sort-name.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { parseStored } from '#shared/phone/stored.ts';
import { useSettings } from '../../api/desk-state.tsx';
import { useRun } from '../../api/run-command.ts';
import type { EditValues } from '../../ui/edit-in-place.tsx';
import { useMarkContact } from './use-mark-contact.ts';

type Undo = () => Promise<unknown>;

export interface EditParty {
  /** `name`, `status`, `note`, `street`, `postal_code`, `city`, as far as they have changed. */
  readonly edit: (changed: EditValues) => Promise<Undo>;
  readonly setOwner: (ownerId: string | null) => Promise<Undo>;
}

/** Changes of a party's own fields, each undone by what stood there before. */
export function useEditParty(party: PartyHead): EditParty {
  const run = useRun();
  const { id } = party;
  const before = {
    name: party.name,
    status: party.status,
    note: party.note,
    street: party.street,
    postal_code: party.postalCode,
    city: party.city,
    owner_id: party.ownerId,
  };
  const optional = (value: string | undefined): string | null | undefined =>
    value === undefined ? undefined : value.trim() || null;
  return {
    async edit({ name, status, note, street, postal_code, city }) {
      const wanted = {
        ...(name !== undefined && { name: name.trim(), sort_name: sortNameOf(name, party.kind) }),
        ...(status !== undefined && { status: PARTY_STATUSES.find((one) => one === status) ?? party.status }),
        ...(note !== undefined && { note: note.trim() }),
        ...(street !== undefined && { street: optional(street) ?? null }),
        ...(postal_code !== undefined && { postal_code: optional(postal_code) ?? null }),
        ...(city !== undefined && { city: optional(city) ?? null }),
      };
      await run(partyEdit, { id, patch: wanted });
      const back = {
        ...(name !== undefined && { name: before.name, sort_name: sortNameOf(before.name, party.kind) }),
        ...(status !== undefined && { status: before.status }),
        ...(note !== undefined && { note: before.note }),
        ...(street !== undefined && { street: before.street }),
        ...(postal_code !== undefined && { postal_code: before.postal_code }),
        ...(city !== undefined && { city: before.city }),
      };
      return () => run(partyEdit, { id, patch: back });
    },
    async setOwner(ownerId) {
      await run(partyEdit, { id, patch: { owner_id: ownerId } });
      return () => run(partyEdit, { id, patch: { owner_id: before.owner_id } });
    },
  };
}

export interface EditContact {
  /** By field, what is wrong; no number at all is the one thing that is refused. */
  readonly isNumber: (raw: string) => boolean;
  /** `raw`, `label`, `state`, as far as they have changed. */
  readonly edit: (changed: EditValues) => Promise<Undo>;
}

/** Another spelling or label of a number or address, what is read from it goes with it; or that it is somebody else's too. */
export function useEditContact(contact: ContactLine): EditContact {
  const run = useRun();
  const mark = useMarkContact();
  const profile = useSettings()?.dialProfile;
  const { id, kind } = contact;
  const patchOf = (raw: string, label: string) => {
    if (kind === 'mail' || !profile)
      return { label, raw, digits: null, stem: null, extension: null, fault: null };
    const [first, ...more] = parseStored(raw, profile);
    // Two numbers in one field are two entries: the second is added, not squeezed in.
    if (!first || more.length > 0) throw new AppError('contact.several', 'more than one number', {});
    const { digits, stem, extension, fault } = first;
    return { label, raw: raw.trim(), digits, stem, extension, fault };
  };
  return {
    isNumber: (raw) => kind === 'mail' || !profile || parseStored(raw, profile)[0]?.fault !== 'no-number',
    async edit({ raw, label, state }) {
      const undos: Undo[] = [];
      if (raw !== undefined || label !== undefined) {
        const newLabel = (label ?? contact.label).trim();
        const patch = raw === undefined ? { label: newLabel } : patchOf(raw, newLabel);
        await run(contactEdit, { id, patch });
        undos.push(() =>
          run(contactEdit, {
            id,
            patch: raw === undefined ? { label: contact.label } : patchOf(contact.raw, contact.label),
          }),
        );
      }
      const wanted = CONTACT_STATES.find((one) => one === state);
      if (wanted !== undefined) undos.push(await mark(contact, wanted));
      return async () => {
        for (const undo of undos.toReversed()) await undo();
      };
    },
  };
}
