import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { ContactKind, ContactState, PartyKind, PartyStatus, PartyUnit } from './model.ts';

export interface PartyHit {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly city: string | null;
  readonly customerNo: string | null;
  /** First phone number, formatted for reading. */
  readonly phone: string | null;
  /** Nothing was found as it was typed; this is spelt nearly so. */
  readonly isGuess?: true;
}

export interface ContactLine {
  readonly id: string;
  readonly kind: ContactKind;
  readonly label: string;
  readonly raw: string;
  /** E.164 digits without `+`. */
  readonly digits: string | null;
  readonly stem: string | null;
  readonly state: ContactState;
  /** Since when it is `former`, ms. */
  readonly formerSince: number | null;
}

export interface PartyHead {
  readonly id: string;
  readonly kind: PartyKind;
  readonly status: PartyStatus;
  readonly name: string;
  readonly customerNo: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly note: string;
  /** The user who looks after them. */
  readonly ownerId: string | null;
  /** null: nobody, or not known here. */
  readonly ownerName: string | null;
  readonly contacts: readonly ContactLine[];
}

export interface UnitLine {
  readonly id: string;
  readonly name: string;
  /** null: nobody has said what it is. */
  readonly unit: PartyUnit | null;
}

/** What is kept of a party besides how to reach it, and where an organisation stands within a larger one. */
export interface PartyDetails {
  readonly kind: PartyKind;
  readonly customerNo: string | null;
  /** `1941-05-17`; null: not known, or kept from who asks. */
  readonly birthDate: string | null;
  /** When somebody last compared the data with the customer, ms; null: never. */
  readonly checkedOn: number | null;
  readonly unit: PartyUnit | null;
  /** What it belongs to, from the top down. */
  readonly above: readonly UnitLine[];
  /** Branches and departments right below it, by name. */
  readonly below: readonly UnitLine[];
}

/** What somebody must know who says to be this party. */
export interface IdentityFacts {
  readonly name: string;
  /** `17.05.1941`; null: not known, or kept from who asks. */
  readonly birthDate: string | null;
  readonly address: string | null;
  readonly customerNo: string | null;
}

export const partiesContract = defineContract('parties', {
  /**
   * By name, number in any spelling, customer number or place; best first. Empty text: the first ones by name. `filters`
   * narrow them, by name and value: `status`, and what other features declare. Throws AppError `filter.unknown`.
   */
  search: call(
    z.object({
      text: z.string().max(200),
      limit: z.int().min(1).max(200),
      filters: z.record(z.string().max(40), z.string().max(80)).optional(),
    }),
    returns<readonly PartyHit[]>(),
    'search',
  ),
  /** null: not on this replica (deleted, or not ours to see). */
  head: call(z.object({ id: idSchema }), returns<PartyHead | null>()),
  /** null: not on this replica. */
  details: call(z.object({ id: idSchema }), returns<PartyDetails | null>()),
  /** What to ask a caller without a number; null: not on this replica. */
  identity: call(z.object({ id: idSchema }), returns<IdentityFacts | null>()),
});
