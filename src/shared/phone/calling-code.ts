/** Longest E.164 number, country code included, in digits. */
export const MAX_DIGITS = 15;

/** Shorter than this no public number with its country code is. */
export const MIN_DIGITS = 7;

/** ITU-T E.164: zones 1 and 7 are one code each, these are the two-digit codes, every other code has three digits. */
const TWO_DIGIT_CODES = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 ' +
    '60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/** Where a national number is written with a leading 0 that is not part of it; in Italy the 0 is part of it. */
const TRUNK_ZERO = new Set(
  (
    '20 27 31 32 33 40 41 43 44 46 49 60 61 62 63 64 66 81 82 84 86 90 91 92 94 95 98 ' +
    '212 213 234 254 353 355 358 359 373 374 380 381 382 383 385 386 387 389 421 880 961 962 963 964 966 971 972 995'
  ).split(' '),
);

/** The country code E.164 digits begin with; null when no code does (no code begins with 0). */
export function callingCodeOf(digits: string): string | null {
  const first = digits[0];
  if (first === undefined || first === '0') return null;
  if (first === '1' || first === '7') return first;
  const two = digits.slice(0, 2);
  if (TWO_DIGIT_CODES.has(two)) return two;
  return digits.length >= 3 ? digits.slice(0, 3) : null;
}

export function hasTrunkZero(country: string): boolean {
  return TRUNK_ZERO.has(country);
}

/**
 * Where a national number is whole without anything before it, and how it looks. In Italy a landline begins with a 0
 * that is part of it, and is not told here; in North America a 1 before it is the country's code.
 */
const WHOLE: ReadonlyMap<string, RegExp> = new Map([
  ['1', /^[2-9]\d{2}[2-9]\d{6}$/],
  ['30', /^[26]\d{9}$/],
  ['34', /^[6-9]\d{8}$/],
  ['351', /^[239]\d{8}$/],
  ['352', /^(?:6\d{8}|[2-5789]\d{3,7})$/],
  ['39', /^(?:3\d{8,9}|80[03]\d{6})$/],
  ['420', /^[2-79]\d{8}$/],
  ['423', /^(?:[2-9]\d{6}|6\d{8})$/],
  ['45', /^[2-9]\d{7}$/],
  ['47', /^[2-9]\d{7}$/],
  ['48', /^[1-9]\d{8}$/],
]);

/** Where 116 and three digits are a service of the whole country (EU decision 2007/116/EC): medical on-call, helplines. */
const HARMONISED = new Set('31 32 33 352 39 41 420 423 43 45 48 49'.split(' '));

/** `116117`: the same everywhere in the country, and no town has numbers that begin so. */
export const isHarmonised = (digits: string, country: string): boolean =>
  /^116\d{3}$/.test(digits) && HARMONISED.has(country);

/** E.164 digits of a number written as it is within the country, where no 0 and no area code goes before; else null. */
export function wholeNumber(digits: string, country: string): string | null {
  if (isHarmonised(digits, country)) return country + digits;
  const plan = WHOLE.get(country);
  if (plan === undefined) return null;
  if (plan.test(digits)) return country + digits;
  return digits.startsWith(country) && plan.test(digits.slice(country.length)) ? digits : null;
}

/** Where the 0 of an area code is part of the number: Italy, San Marino, the Vatican. */
const KEPT_ZERO = new Set(['39', '378', '379']);

/** Whether no number of the country begins with a 0: neither its own nor one that is left out. */
export const hasNoZero = (country: string): boolean => !KEPT_ZERO.has(country) && WHOLE.has(country);

/** The country code and what stands before every number of a town, whose code is given with or without its 0. */
export function townPrefix(country: string, area: string): string {
  return `${country}${KEPT_ZERO.has(country) ? '0' : ''}${area.replace(/^0/, '')}`;
}

/** `490621…` → `49621…`: people and gateways leave the trunk 0 in where it does not belong. In Hungary it is 06. */
export function withoutTrunkZero(digits: string): string {
  const country = callingCodeOf(digits);
  if (country === '36' && digits.startsWith('3606')) return `36${digits.slice(4)}`;
  if (country === null || digits[country.length] !== '0' || !hasTrunkZero(country)) return digits;
  return country + digits.slice(country.length + 1);
}

export function isE164Length(digits: string): boolean {
  return digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS;
}

/**
 * Mobile numbers of Germany, Austria and Switzerland: they have no extensions, whatever hyphens are in them. 0662 is
 * Salzburg; 0654, 0656 and 0658 are the places around Zell am See.
 */
export function isMobile(digits: string): boolean {
  return /^(?:491[567]|436(?:5[0-3579]|6[013-9]|[7-9])|417[5-9])/.test(digits);
}
