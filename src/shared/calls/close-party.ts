/**
 * What somebody is to a party, in the order in which they come to mind where one speaks for another: those it answers
 * for, then those who answer for it.
 */
export const CLOSENESS = [
  'ward',
  'represented',
  'paid-for',
  'family',
  'guardian',
  'representative',
  'payer',
] as const;
export type Closeness = (typeof CLOSENESS)[number];

export interface CloseParty {
  readonly id: string;
  readonly as: Closeness;
}
