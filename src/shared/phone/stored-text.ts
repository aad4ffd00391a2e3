import { WORDS, withoutComments } from './stored-words.ts';

/** Fewer national digits than this are not yet a number that an extension or a range could follow. */
const SHORTEST_TRUNK = 6;
/** More digits than any number has: two of them stand in one run, with nothing but blanks between. */
const TOO_MANY = 15;
const FEWEST = 7;

/**
 * A typed text in a small alphabet: digits, `+`, blank, `-`, `x` an extension follows, `~` up to, `|` another number,
 * `/` a slash, `,` a word stood here, `?` a sign that may be a digit. Never throws.
 */
export function simplified(text: string): string {
  return withoutComments(tidied(text))
    .replace(/\?/g, ' ')
    .replace(LOOKS_LIKE_A_DIGIT, '?')
    .replace(/^([^\d+]*)\(\s*(49|43|41)\s*\)\s*(?=\(?0)/, '$1+$2 ')
    .replace(/(-?)\s*[([]\s*(\d{1,5})\s*[‐‑‒–—-]\s*-?(\d{1,5})\s*[)\]]/g, inBrackets)
    .replace(/\(\s*[1-9]\s*\)(?=\s*(?:$|[;,|/\n]))/g, (found, at: number, whole: string) =>
      digitsBefore(whole, at) < SHORTEST_TRUNK ? found : '?',
    )
    .replace(/(\d[\d\s/]{5,})\(\s*-?\s*0\s*\)\s*$/, '$1-0')
    .replace(/\(\s*0\s*\)/g, (_, at: number, whole: string) => (isAbroadForm(whole.slice(0, at)) ? ' ' : '0'))
    .replace(/-(\d{1,5})\s*[–—]\s*-?(\d{1,5})(?!\d)/g, (found: string, from: string, to: string) =>
      isRange(from, to) ? `-${from}~${to}` : found,
    )
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/(\d)\s+-\s*-\s*(?=\d{1,5}(?!\d))/g, '$1~')
    .replace(/(\d)\s*\.{2,3}\s*-?\s*(?=\d)/g, '$1~')
    .replace(/(\d)\s*\+\s*(?=-|0|\d{1,5}\s*(?:$|[;&|,]))/g, '$1|')
    .replace(/[;&|\n\r,]+/g, '|')
    .replace(/\p{L}+[.:]*/gu, markOf)
    .replace(/[^\d+\-x~|/,?]+/g, ' ')
    .replace(/-\s*x/g, 'x')
    .replace(/x\s*-?\s*(?=$|[|/,~])/g, ',')
    .replace(/-\s*(?=$|[|,])/g, '')
    .replace(
      /-\s*0{1,3}(?=\s*x\s*-?\s*\d| +-\s*\d{1,5}(?!\d))/g,
      (found: string, at: number, whole: string) =>
        digitsBefore(whole, at) < SHORTEST_TRUNK - 1 ? found : `${found}|`,
    )
    .replace(/(x\s*-?\s*\d{1,5})\s*-\s*(\d{1,5})(?!\d)/g, (found: string, from: string, to: string) =>
      isRange(from.replace(/\D/g, ''), to) ? `${from}~${to}` : found,
    )
    .replace(
      /-\s*(\d{1,5}) +-( ?)(\d{1,5})(?!\s*-|\d)/g,
      (found: string, from: string, gap: string, to: string, at: number, whole: string) => {
        if (!isRange(from, to) || digitsBefore(whole, at) <= SHORTEST_TRUNK) return found;
        // `-20 - 22` is a range, `-20 -22` two extensions.
        return gap === '' ? `-${from}|-${to}` : `-${from}~${to}`;
      },
    )
    .replace(/(\d)\s*\+/g, '$1|+')
    .replace(/^([\s,]*)0[\s,|-]+(?=0[1-9])/, '$1')
    .replace(/[\d\s/-]+/g, apart);
}

/** Most texts are digits and what stands between them: nothing of a link, an address or a word is looked for there. */
const BARE = /^[\d\s+/().,-]*$/;

/** One kind of letters, digits and blanks; what a spreadsheet, a link or an address book has put around the number is gone. */
function tidied(text: string): string {
  const plain = text
    .replace(/[¹²³⁰⁴-⁹]+/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/ {3,}/g, '  ')
    .replace(/^(\s*\+?\d{7,})[.,]0\s*$/, '$1');
  if (BARE.test(plain)) return plain;
  return withoutAddresses(
    plain
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/%(20|2[89bdf])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/~(?=\s*\d{6})/g, ' ')
      .replace(/(?<!\p{L})d\.\s?w\.?(?!\p{L})/gu, 'dw')
      .replace(NUMBER_OF_EXTENSION, ' '),
  );
}

/** `DW Nr. 20`, `App.-Nr. 20` */
const NUMBER_OF_EXTENSION =
  /(?<=(?<!\p{L})(?:dw|durchwahl|app|apparat|nst|nebenstelle|kl|klappe)[.\s-]{0,2})(?:nr|nummer)(?!\p{L})[.:]*/gu;

/**
 * Letters people hit for digits, right beside one: `O89`, `0I71`, `9999864O`. Which digit was meant is not guessed.
 * Between two digits any of them; at an end of the number only those that nobody writes there as a word.
 */
const LOOKS_LIKE_A_DIGIT =
  /(?<=\d)[oilbszgqacdejknrvy]+(?=\d)|(?<=\d[.,]\d*)e(?=\+?\d)|(?<=\d)[oil]+(?![\p{L}.:])|(?<!\p{L})[oil]+(?=\d)/gu;

/** The host of a SIP address and what a URI adds to the number are none of it. */
function withoutAddresses(text: string): string {
  return text
    .replace(/"[^"]*"(?=\s*<)/g, ' ')
    .replace(/^[^<>]*(?=<(?:sips?|tel):)/, (name) => (name.replace(/\D/g, '').length < FEWEST ? ' ' : name))
    .replace(/tel:(?!\+)([\d().-]+);(?:[^<>\s]*;)?phone-context=(\+[\d().-]+)/g, '$2 $1')
    .replace(/@[^\s>;,]*/g, ' ')
    .replace(/;(?:phone-context|isub|user|transport|rn|cpc|verstat|tag)=[^\s>;]*/g, ' ')
    .replace(/;ext=/g, ' ext ');
}

const isRange = (from: string, to: string): boolean => from.length === to.length && from < to;

/** `-(20-22)` is a range; of `123456 (10-12)` nobody knows whether it is one, or hours. */
function inBrackets(
  found: string,
  hyphen: string,
  from: string,
  to: string,
  at: number,
  whole: string,
): string {
  if (digitsBefore(whole, at) < SHORTEST_TRUNK) return found;
  return hyphen !== '' && isRange(from, to) ? `-${from}~${to}` : '?';
}

function digitsBefore(text: string, at: number): number {
  return /[\d\s/()-]*$/.exec(text.slice(0, at))?.[0].replace(/\D/g, '').length ?? 0;
}

/** `030 23125620 0171 3920012`: too long for one, cut where area codes begin, if every part may be a number. */
function apart(run: string): string {
  if (run.replace(/\D/g, '').length <= TOO_MANY) return run;
  const cuts = [...run.matchAll(/(?<=\d)[\s-]+(?=0{1,2}[1-9])/g)].filter(({ index }) =>
    [run.slice(0, index), run.slice(index)].every((part) => part.replace(/\D/g, '').length >= FEWEST),
  );
  if (cuts.length === 0) return run;
  const ends = [...cuts.map(({ index }) => index), run.length];
  const parts = ends.map((end, i) => run.slice(i === 0 ? 0 : ends[i - 1], end));
  const lengths = parts.map((part) => part.replace(/\D/g, '').length);
  if (cuts.length > 1 && lengths.some((length) => length < FEWEST || length > TOO_MANY)) return run;
  return parts.map((part, i) => (i === 0 ? part : part.replace(/^[\s-]+/, ''))).join('|');
}

function markOf(word: string): string {
  return WORDS.get(word.replace(/[.:]+$/, '')) ?? ',';
}

/** Whether the text ends in a country code, `+49 ` or `0049 `, behind which `(0)` is to be left out; in Italy it is not. */
function isAbroadForm(before: string): boolean {
  const [, code = ''] = /(?:\+\s*|(?<!\d)00)([1-9][\d\s.)]{0,4})$/.exec(before) ?? [];
  return code !== '' && code.replace(/\D/g, '') !== '39';
}
