import { AppError } from '../kernel/app-error.ts';
import { callingCodeOf, hasTrunkZero, isHarmonised } from './calling-code.ts';
import type { DialProfile } from './dial-profile.ts';
import { parseStored } from './stored.ts';

/** What a PBX is ever asked to dial. */
const DIALABLE = /^[0-9*#+]{1,32}$/;

/** Emergency, authorities, medical, directory: the same everywhere, with no area code ever. */
const SHORT_CODE = /^(?:1\d{2}|116\d{3}|118\d{2,3})$/;
const SHORTEST_LOCAL = 3;
const LONGEST_LOCAL = 8;

/**
 * What the PBX is to dial for a number that was typed, or for E.164 digits with their `+`: an extension and a
 * service code as they are, anything else behind the outside-line prefix in the form of the house's country.
 * @throws AppError `dial.bad-number` for what is no number, and for a text with several.
 */
export function toDialable(text: string, profile: DialProfile): string {
  const typed = text.trim();
  const plain = typed.replace(/[\s\-./()]/g, '');
  if (/^[*#][\d*#]+$/.test(plain)) return checked(plain, typed);
  if (/^\d+$/.test(plain) && plain.length <= profile.internalLength) return plain;
  const [number, ...others] = parseStored(typed, profile);
  if (number?.digits && others.length === 0) return checked(abroadOrHome(number.digits, profile), typed);
  if (number?.fault === 'no-area-code' && /^\d+$/.test(plain))
    return checked(localForm(plain, typed, profile), typed);
  throw badNumber(typed);
}

function abroadOrHome(digits: string, { outsideLine, country }: DialProfile): string {
  if (callingCodeOf(digits) !== country) return `${outsideLine}00${digits}`;
  const national = digits.slice(country.length);
  return `${outsideLine}${hasTrunkZero(country) && !isHarmonised(national, country) ? '0' : ''}${national}`;
}

function localForm(plain: string, typed: string, { outsideLine, country, area }: DialProfile): string {
  if (SHORT_CODE.test(plain)) return outsideLine + plain;
  if (plain.length < SHORTEST_LOCAL || plain.length > LONGEST_LOCAL) throw badNumber(typed);
  return outsideLine + (area === '' || !hasTrunkZero(country) ? plain : `0${area.replace(/^0/, '')}${plain}`);
}

function checked(number: string, typed: string): string {
  if (!DIALABLE.test(number)) throw badNumber(typed);
  return number;
}

function badNumber(typed: string): AppError {
  return new AppError('dial.bad-number', 'not a number that can be dialled', { number: typed.slice(0, 60) });
}
