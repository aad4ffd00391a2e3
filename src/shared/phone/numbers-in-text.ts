/** A copied page is no number; what is longer is read no further. */
const LONGEST_TEXT = 2_000;
const MOST_NUMBERS = 5;
const FEWEST_DIGITS_IN_PROSE = 6;
const MOST_DIGITS = 20;
const LONGEST_NUMBER = 40;

/** A run of digits with what stands between digits of one number; `(0)` and a leading `(0221)` too. */
const RUN = /(?:\+|\(\+?)?\d(?:[ ()/.-]{0,3}\d)*/g;
const WHOLE = /^[+(]?[\d*#](?:[ ()/.-]{0,3}[\d*#])*$/;
const DATE_OR_TIME = /^(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{2})$/;
const LABEL = /^(?:tel|telefon|phone|mobil|mobile|fon|fax|t|m|nr|callto)\s*[.:]\s*(?:\/\/)?/i;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/**
 * The telephone numbers in a text that somebody copied, as written, in order, each once; at most five. A text that is
 * nothing but a number may be short (an extension, a service code); within prose only what is long enough and no date
 * counts. Every one fits `^\+?[0-9 ()/.\-*#]{1,40}$`.
 */
export function numbersInText(text: string): readonly string[] {
  const clean = plain(text.slice(0, LONGEST_TEXT));
  const alone = clean.replace(LABEL, '').trim();
  if (WHOLE.test(alone) && digitsIn(alone) <= MOST_DIGITS && !DATE_OR_TIME.test(alone)) {
    const number = tidy(alone);
    return fits(number) ? [number] : [];
  }
  const found = clean
    .split('\n')
    .flatMap((line) => line.match(RUN) ?? [])
    .map(tidy)
    .filter((number) => {
      const digits = digitsIn(number);
      return (
        digits >= FEWEST_DIGITS_IN_PROSE &&
        digits <= MOST_DIGITS &&
        !DATE_OR_TIME.test(number) &&
        fits(number)
      );
    });
  const once = new Map(found.toReversed().map((number) => [number.replace(/[^\d+]/g, ''), number]));
  return [...once.values()].toReversed().slice(0, MOST_NUMBERS);
}

/** Typographic spaces, dashes and digits as the plain ones; what cannot be seen, gone. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

/** Brackets that were cut open hold nothing together any more. */
function tidy(number: string): string {
  const count = (sign: string): number => number.split(sign).length - 1;
  const balanced = count('(') === count(')') ? number : number.replace(/[()]/g, ' ');
  return balanced
    .replace(/^\(\+/, '+')
    .replace(/^(\+\d+)\)/, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const fits = (number: string): boolean =>
  number.length <= LONGEST_NUMBER && /^\+?[0-9 ()/.\-*#]+$/.test(number) && /\d/.test(number);
