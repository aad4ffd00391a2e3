/** What a word stands for in the small alphabet of stored-text.ts; any other is a `,`. */
export const WORDS: ReadonlyMap<string, string> = new Map([
  ...[
    ...[
      'dw',
      'dwl',
      'duwa',
      'durchw',
      'durchwahl',
      'app',
      'apparat',
      'hausapp',
      'hausapparat',
      'kl',
      'klappe',
    ],
    ...['nst', 'nbst', 'nebenst', 'nebenstelle', 'ext', 'extn', 'extension', 'poste', 'x'],
  ].map((word) => [word, 'x'] as const),
  ...['bis', 'to'].map((word) => [word, '~'] as const),
  ...['oder', 'od', 'o', 'und', 'u', 'bzw', 'or', 'and'].map((word) => [word, '|'] as const),
]);

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
    // am 03.04.21, (3.4.21; *1960, *3.4.1960
    String.raw`(?<=(?:\(|(?<!\p{L})(?:am|seit|vom|stand|geb|ab|bis)\.?\s)\s*)\d{1,2}\.\d{1,2}\.(?:\d{2})?(?![\d.])`,
    String.raw`\*\s?(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)\d{2}(?!\d)`,
    // seit 2021, stand 3/21
    String.raw`(?<=(?:seit|stand)\s)(?:\d{1,2}/\d{2}|(?:\d{1,2}/)?(?:19|20)\d{2})(?=\s*(?:$|[),;]))`,
    // 2. OG
    String.raw`(?<=[\s(,])\d{1,2}\.\s*(?=(?:og|ug|eg|stock|etage|obergeschoss|tür)(?!\p{L}))`,
    // „1.“, „(1)“ and „2. Handy“ before the number, „2)“ before the next
    String.raw`^\s*\d{1,2}[.)]\s+(?=[+(0])`,
    String.raw`^\s*(?:\([1-9]\)|[1-9]\.)\s*(?=[+0\p{L}])`,
    String.raw`(?<=[\s,;|])[1-9][.)]\s+(?=\(?[+0])`,
    // „Büro 2:“, „Zi. 112“, „Handy(2):“, „D1“
    String.raw`^\s*\p{L}[\p{L}\s./-]*\d{1,2}\s*:\s*(?=[+(0])`,
    String.raw`^\s*(?:zi|zimmer|raum|büro|haus|whg|wohnung)\.?\s*\d{1,4}\s+(?=\(?[+0])`,
    String.raw`^\s*\p{L}[\p{L}\s./-]*(?:\([1-9]\)\s*:?|[1-9])\s+(?=\(?[+0])`,
    // 14 ct/min, 0,14 €
    String.raw`(?<![\d+.,/-])\d+(?:[.,]\d+)?\s*(?:€|ct|cents?|eur|euro|chf)(?!\p{L})`,
    // 24/7, 3 x klingeln
    String.raw`(?<=[\s(])24\s?/\s?7(?![\d/])`,
    String.raw`(?<=[\s(,])\d\s?x(?=\s+\p{L})`,
    // KD-Nr. 10482, Mitgliedsnummer: A-10482
    String.raw`(?<!\p{L})(?:${KEPT_AS})[\s.${DASH}]*(?:nr|nummer|no|number|num|id)(?!\p{L})${IS}${KEY}`,
    // Ext. ID 10482
    String.raw`(?<!\p{L})(?:ext(?:ern(?:e|al)?)?[\s.${DASH}]*)?id(?!\p{L})${IS}${KEY}`,
    // Kunde 10482
    String.raw`(?<!\p{L})(?:kd|kunde|mitglied|customer|member)[.:]?\s+#?(?=[1-9])${KEY}`,
  ].join('|'),
  'gu',
);

/** Hours, days, places, prices and what a customer is kept under: what they have of digits is no number. */
export function withoutComments(text: string): string {
  return text
    .replace(/\(([^()]*)\)/g, withoutBracket)
    .replace(NO_NUMBER, ' · ')
    .replace(/·/g, 'wort');
}

/** `(24-Stunden-Dienst)`, `(3 mal klingeln)`; not `(DW 20)`, `(20 bis 22)`, `(Vorwahl 0621)`, `(O621)`, `(-20, Zentrale)`. */
function withoutBracket(found: string, inside: string): string {
  const digits = inside.replace(/\D/g, '').length;
  if (
    digits === 0 ||
    digits > MOST_IN_COMMENT ||
    /[+-]\s*\d|(?<!\d)0|\d\p{L}\d|^\s*[oil\d]+\s*$/u.test(inside)
  )
    return found;
  const marks = (inside.match(/\p{L}+/gu) ?? []).map((word) => WORDS.get(word));
  return marks.includes('x') || marks.every((mark) => mark !== undefined) ? found : ' · ';
}

const MOST_IN_COMMENT = 4;
