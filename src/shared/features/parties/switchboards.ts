import { withCompanyStems } from '../../phone/company-stems.ts';
import { find, get, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { contactPointTable, partyTable } from './model.ts';
import type { ContactKind, ContactState, PartyKind } from './model.ts';

/**
 * For the bodies of commands that have changed an organisation's numbers: where two of them name one switchboard
 * (company-stems.ts), it is flagged. What is flagged stays so when one of the two goes: the switchboard does, too.
 */
export function* flagSwitchboards(partyId: string): Steps<void> {
  if ((yield* get(partyTable, partyId))?.kind !== 'organisation') return;
  const numbers = (yield* find(contactPointTable, { party_id: partyId })).filter(
    ({ kind, state }) => kind === 'phone' && state !== 'former',
  );
  for (const [i, { id, stem }] of withCompanyStems(numbers).entries())
    if (stem !== numbers[i]?.stem) yield* update(contactPointTable, id, { stem });
}

interface NewNumber {
  readonly id: string;
  readonly kind: ContactKind;
  readonly state?: ContactState | undefined;
  readonly digits: string | null;
  readonly stem: string | null;
  readonly extension?: string | null | undefined;
}

/** The same for the numbers of a party that is only being made. */
export function withSwitchboards<T extends NewNumber>(kind: PartyKind, contacts: readonly T[]): readonly T[] {
  if (kind !== 'organisation') return contacts;
  const isNumber = (contact: T): boolean => contact.kind === 'phone' && contact.state !== 'former';
  const flagged = withCompanyStems(
    contacts.filter(isNumber).map((contact) => ({ ...contact, extension: contact.extension ?? null })),
  );
  const stems = new Map(flagged.map(({ id, stem }) => [id, stem]));
  return contacts.map((contact) => ({ ...contact, stem: stems.get(contact.id) ?? contact.stem }));
}
