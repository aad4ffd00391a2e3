import type { StoredNumber } from '../../phone/stored.ts';

/** Why a contact point can never match a caller, or matches fewer than it should. */
export const REASONS = [
  'no-area-code',
  'internal',
  'letters',
  'no-number',
  'too-short',
  'too-long',
  'prefix',
  'ambiguous',
  'two-numbers',
  'range',
  'unread',
  'main-number',
  'duplicate',
] as const;
export type Reason = (typeof REASONS)[number];

/**
 * What a proposal takes for granted and a person has to judge. `area`: the dial profile's area code · `letters`: O for
 * 0, l for 1 · `prefix`: a prefix that cannot be is left out · `split`: where one number ends and the next begins ·
 * `stem`: the internal number is one of the party's own switchboard.
 */
export const ASSUMPTIONS = ['area', 'letters', 'prefix', 'split', 'stem'] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

export interface Proposal {
  /** `number`: the entry becomes the first of `numbers`, the others come beside it · `aside`: it becomes a former one. */
  readonly way: 'number' | 'aside';
  readonly numbers: readonly StoredNumber[];
  /** null: nothing but what is written there. */
  readonly assumption: Assumption | null;
}

export interface Finding {
  readonly contactId: string;
  readonly reason: Reason;
  /** null: only somebody who knows the party can say. */
  readonly proposal: Proposal | null;
}

/** A contact point of the kind `phone`, as far as it is examined. */
export interface ClinicNumber {
  readonly id: string;
  readonly raw: string;
  readonly label: string;
  readonly digits: string | null;
  readonly stem: string | null;
  readonly extension: string | null;
  readonly state: string;
}
