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
  return withoutTimes(
    withoutAddresses(
      text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/\p{Cf}/gu, ''),
    ),
  )
    .replace(/\?/g, ' ')
    .replace(LOOKS_LIKE_A_DIGIT, '?')
    .replace(/(\d[\d\s/]{5,})\(\s*-?\s*0\s*\)\s*$/, '$1-0')
    .replace(/\(\s*0\s*\)/g, (_, at: number, whole: string) => (isAbroadForm(whole.slice(0, at)) ? ' ' : '0'))
    .replace(/-(\d{1,5})\s*[–—]\s*-?(\d{1,5})(?!\d)/g, (found: string, from: string, to: string) =>
      isRange(from, to) ? `-${from}~${to}` : found,
    )
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/(\d)\s+-\s*-\s*(?=\d)/g, '$1~')
    .replace(/(\d)\s*\.{2,3}\s*-?\s*(?=\d)/g, '$1~')
    .replace(/(\d)\s*\+\s*(?=-|0|\d{1,5}\s*(?:$|[;&|,]))/g, '$1|')
    .replace(/[;&|\n\r,]+/g, '|')
    .replace(/\p{L}+[.:]*/gu, markOf)
    .replace(/[^\d+\-x~|/,?]+/g, ' ')
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

/**
 * Letters people hit for digits, right beside one: `O89`, `0I71`, `9999864O`. Which digit was meant is not guessed.
 * Between two digits any of them; at an end of the number only those that nobody writes there as a word.
 */
const LOOKS_LIKE_A_DIGIT = /(?<=\d)[oilbszgq]+(?=\d)|(?<=\d)[oil]+(?![\p{L}.:])|(?<!\p{L})[oil]+(?=\d)/gu;

/** The host of a SIP address and what a URI adds to the number are none of it. */
function withoutAddresses(text: string): string {
  return text
    .replace(/@[^\s>;,]*/g, ' ')
    .replace(/;(?:phone-context|isub|user|transport)=[^\s>;]*/g, ' ')
    .replace(/;ext=/g, ' ext ');
}

const HOUR = String.raw`\d{1,2}(?:[:.]\d{2})?`;
const UP_TO = String.raw`\s*(?:[-‐‑‒–—]|bis|und)\s*`;
const DASH = '‐‑‒–—-';
/** Whose number it is, if it is none of a telephone: `KD-Nr.`, `Mitgl.-Nr.`, `Debitorennummer`. */
const KEPT_AS = [
  ...['k', 'kd', 'kdn', 'ku', 'kund', 'kunden?', 'mg', 'mgl', 'mitgl', 'mitglieds?', 'deb', 'debitor(?:en)?'],
  ...['vertr', 'vertrags?', 'vers', 'versicherungs', 'customer', 'cust', 'client', 'member'],
].join('|');
/** `10482`, `A-10482`, `10 482`, `10482/7`; a telephone number behind it begins with `0` or `+`. */
const KEY = String.raw`(?:\p{L}{1,2}-?)?\d+(?:[./${DASH}](?!0\d)[\p{L}\d]+)*(?:\s[1-9]\d{0,3}(?![\d/${DASH}]))*`;
const IS = String.raw`[\s.:#=${DASH}]*`;
const MONTHS = 'jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez';
const NO_NUMBER = new RegExp(
  [
    // 8-12 Uhr, bis 12 Uhr, ab 18.30 h
    String.raw`(?<![\d+.:/-])(?:(?:ab|bis|von|vor|nach|um)\s+)?${HOUR}(?:${UP_TO}${HOUR})?\s*(?:uhr|h)(?!\p{L})`,
    // 8:00-16:30
    String.raw`(?<![\d+.:/-])\d{1,2}:\d{2}(?:${UP_TO}\d{1,2}:\d{2})?(?!\d)`,
    // mo-fr 8-12
    String.raw`(?<=(?:mo|di|mi|do|fr|sa|so)\.?:?\s+)${HOUR}${UP_TO}${HOUR}(?!\d)`,
    // 01.02.2021, 1. 2. 21 is no date anybody could tell from digits
    String.raw`(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?![\d.])`,
    String.raw`(?<![\d.])\d{1,2}\.\s?(?:${MONTHS})\p{L}*\.?(?:\s+(?:19|20)\d{2})?`,
    // seit 2021, stand 3/21
    String.raw`(?<=(?:seit|stand)\s)(?:\d{1,2}/\d{2}|(?:\d{1,2}/)?(?:19|20)\d{2})(?=\s*(?:$|[),;]))`,
    // 2. OG
    String.raw`(?<=\s)\d{1,2}\.\s*(?=(?:og|ug|eg|stock|etage|obergeschoss|tür)(?!\p{L}))`,
    // „1.“ and „Büro 2:“ before the number
    String.raw`^\s*\d{1,2}[.)]\s+(?=[+(0])`,
    String.raw`^\s*\p{L}[\p{L}\s./-]*\d{1,2}\s*:\s*(?=[+(0])`,
    // KD-Nr. 10482, Mitgliedsnummer: A-10482
    String.raw`(?<!\p{L})(?:${KEPT_AS})[\s.${DASH}]*(?:nr|nummer|no|number|num|id)(?!\p{L})${IS}${KEY}`,
    // Ext. ID 10482
    String.raw`(?<!\p{L})(?:ext(?:ern(?:e|al)?)?[\s.${DASH}]*)?id(?!\p{L})${IS}${KEY}`,
    // Kunde 10482
    String.raw`(?<!\p{L})(?:kd|kunde|mitglied|customer|member)[.:]?\s+#?(?=[1-9])${KEY}`,
  ].join('|'),
  'gu',
);

/** Hours, days, places and what a customer is kept under: what they have of digits is no number. */
function withoutTimes(text: string): string {
  return text.replace(NO_NUMBER, ' · ').replace(/·/g, 'wort');
}

const isRange = (from: string, to: string): boolean => from.length === to.length && from < to;

function digitsBefore(text: string, at: number): number {
  return /[\d\s/()-]*$/.exec(text.slice(0, at))?.[0].replace(/\D/g, '').length ?? 0;
}

/** `030 23125620 0171 3920012`: too long for one, cut where an area code begins, if there is only one such place. */
function apart(run: string): string {
  if (run.replace(/\D/g, '').length <= TOO_MANY) return run;
  const cuts = [...run.matchAll(/(?<=\d)[\s-]+(?=0[1-9])/g)].filter(({ index }) => {
    const [before, after] = [run.slice(0, index), run.slice(index)].map(
      (part) => part.replace(/\D/g, '').length,
    );
    return (before ?? 0) >= FEWEST && (after ?? 0) >= FEWEST;
  });
  const [only, ...others] = cuts;
  if (!only || others.length > 0) return run;
  return `${run.slice(0, only.index)}|${run.slice(only.index + only[0].length)}`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ...[
    'dw',
    'durchwahl',
    'durchw',
    'app',
    'apparat',
    'kl',
    'klappe',
    'ext',
    'extension',
    'nst',
    'nebenst',
    'nebenstelle',
    'x',
  ].map((word) => [word, 'x'] as const),
  ...['bis', 'to'].map((word) => [word, '~'] as const),
  ...['oder', 'od', 'o', 'und', 'u', 'bzw', 'or', 'and'].map((word) => [word, '|'] as const),
]);

function markOf(word: string): string {
  return WORDS.get(word.replace(/[.:]+$/, '')) ?? ',';
}

/** Whether the text ends in a country code, `+49 ` or `0049 `, behind which `(0)` is to be left out; in Italy it is not. */
function isAbroadForm(before: string): boolean {
  const [, code = ''] = /(?:\+\s*|(?<!\d)00)([1-9][\d\s.)]{0,4})$/.exec(before) ?? [];
  return code !== '' && code.replace(/\D/g, '') !== '39';
}
