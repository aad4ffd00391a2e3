import { z } from 'zod';
import { ownNumbers } from './own-numbers.ts';

export const INBOUND_FORMATS = ['auto', 'e164', 'e164-without-plus', 'international-00', 'national'] as const;

/**
 * How one PBX writes numbers. It comes before any parser library: no library can know that `3456217` is internal
 * to the town, or that a leading 0 fetches the outside line.
 */
export const dialProfile = z.object({
  /** How the PBX presents callers from outside. */
  inbound: z.enum(INBOUND_FORMATS),
  /** Digits that fetch an outside line; empty when none is needed. */
  outsideLine: z.string().regex(/^[0-9*#]{0,4}$/),
  /** Country code without `+`, e.g. `49`. */
  country: z.string().regex(/^[1-9]\d{0,2}$/),
  /** Area code without the leading 0, e.g. `221`; empty when the place has none. */
  area: z.string().regex(/^\d{0,6}$/),
  /** Numbers up to this many digits are the house's own extensions and never parsed. 0: there are none. */
  internalLength: z.int().min(0).max(8),
  /** Numbers under which the house itself is reached from outside; absent: none are known. */
  ownNumbers: ownNumbers.optional(),
});
export type DialProfile = z.infer<typeof dialProfile>;
