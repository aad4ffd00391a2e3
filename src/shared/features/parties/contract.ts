import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { ContactKind, PartyKind, PartyStatus } from './model.ts';

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
  readonly contacts: readonly ContactLine[];
}

export const partiesContract = defineContract('parties', {
  /** By name, number in any spelling, customer number or place; best first. Empty text: the first ones by name. */
  search: call(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(200) }),
    returns<readonly PartyHit[]>(),
  ),
  /** null: not on this replica (deleted, or not ours to see). */
  head: call(z.object({ id: idSchema }), returns<PartyHead | null>()),
});
