import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneNumber } from 'libphonenumber-js/max';
import type { Judge } from './candidates.ts';

/*
 * The one door to libphonenumber. Its tables take some 50 ms to load and 10 µs a number to ask: it is loaded once at
 * the start, and asked only where the dial profile leaves several readings, or for a number to be read by a person.
 */

/** E.164 digits without `+` as the library sees them; undefined for what it cannot place. */
export function planOf(digits: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(`+${digits}`, { extract: false });
}

export const isKnownNumber: Judge = (digits) => planOf(digits)?.isValid() ?? false;
