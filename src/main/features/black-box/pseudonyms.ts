/** Stand-ins for numbers and names, the same for the same throughout one file. */
export interface Pseudonyms {
  /** A caller's number or name as the PBX tells it: every number and every word in it is replaced. */
  identity(text: string): string;
  /** A channel, device or extension, which may be called after somebody: all but the technology and short words. */
  handle(text: string): string;
  /** Anything else: numbers of five digits and more, and words that are part of somebody's name. */
  other(text: string): string;
  /** Two different numbers have got the same stand-in: nothing of this can be used. */
  readonly clash: boolean;
}

export interface PseudonymParts {
  /** In [0, 1). */
  readonly random: () => number;
  /** Country calling code of the house, `49`: with the zeros of a prefix it stays, so that formats stay. */
  readonly country: string;
  /** Every name that is to vanish. */
  readonly names: readonly string[];
}

/** Words of the telephone world that are nobody's name; a channel must still be one when it is replayed. */
const TECHNICAL = /^(?:PJSIP|SIP|IAX2|Local|DAHDI|SCCP|MASQ|ZOMBIE|anonymous|unknown)$/i;
/** What a PBX writes where there is no name. */
const NOBODY = /^(?:<unknown>|anonymous|…)$/i;

const WORD = /[\p{L}\p{M}]+/gu;
/** Five digits and more, written with blanks and strokes in between. */
const WRITTEN_NUMBER = /\d(?:[ /().-]*\d){4,}/g;
const NUMBER = /\d{5,}/g;
/** Digits of a prefix that stay at most: fewer than make a number. */
const KEPT_PREFIX = 4;
const SHORTEST_NAME = 3;
/** `PJSIP/` of a channel. */
const TECHNOLOGY = /^\w+\//;

/** The words of names that are searched for outside of names too. */
export function wordsOf(names: readonly string[]): readonly string[] {
  const words = names.flatMap((name) => (NOBODY.test(name) ? [] : (name.match(WORD) ?? [])));
  const long = words.filter((word) => [...word].length >= SHORTEST_NAME && !TECHNICAL.test(word));
  return [...new Set(long.map(fold))];
}

/**
 * Length, writing, prefix and equality stay: `+4930…` and `0 30…` of one subscriber are still the same subscriber. No
 * digit and no letter stays what it was in its place.
 */
export function createPseudonyms({ random, country, names }: PseudonymParts): Pseudonyms {
  const digitsOf = new Map<string, string>();
  const lettersOf = new Map<string, string>();
  const used = new Set<string>();
  const numberOf = new Map<string, string>();
  let clash = false;
  const words = wordsOf(names);
  const anyWord = words.length === 0 ? undefined : new RegExp(alternatives(words), 'giu');

  function pick(from: string, not: string): string {
    const choice = [...from].filter((one) => one !== not);
    return choice[Math.floor(random() * choice.length)] ?? '';
  }

  /** A stand-in nobody else has, as long as one can be found: one-letter words must share. */
  function standIn(known: Map<string, string>, original: string, make: () => string): string {
    const before = known.get(original);
    if (before !== undefined) return before;
    let made = make();
    for (let again = 0; again < 50 && used.has(made); again += 1) made = make();
    used.add(made);
    known.set(original, made);
    return made;
  }

  const standInDigits = (digits: string): string =>
    standIn(digitsOf, digits, () =>
      [...digits].map((digit, at) => pick(at === 0 ? '123456789' : '0123456789', digit)).join(''),
    );

  function number(digits: string): string {
    const { zeros, code, subscriber } = partsOf(digits, country);
    const shownCode = zeros.length + code.length <= KEPT_PREFIX ? code : standInDigits(code);
    const made = zeros + shownCode + (subscriber === '' ? '' : standInDigits(subscriber));
    clash ||= (numberOf.get(made) ?? digits) !== digits;
    numberOf.set(made, digits);
    return made;
  }

  /** Replaces the digits and leaves what is between them. */
  function written(text: string): string {
    const digits = [...number(text.replace(/\D/g, ''))];
    return text.replace(/\d/g, () => digits.shift() ?? '');
  }

  function word(text: string): string {
    const letters = [...text];
    const made = standIn(lettersOf, fold(text), () =>
      letters
        .map((letter, at) => pick(at % 2 === 0 ? 'bdfgklmnprstvw' : 'aeiou', letter.toLowerCase()))
        .join(''),
    );
    return [...made]
      .map((letter, at) => (isUpper(letters[at] ?? '') ? letter.toUpperCase() : letter))
      .join('');
  }

  return {
    get clash() {
      return clash;
    },
    identity: (text) =>
      NOBODY.test(text) ? text : text.replace(WRITTEN_NUMBER, written).replace(WORD, word),
    handle(text) {
      const [technology = ''] = TECHNOLOGY.exec(text) ?? [];
      const renamed = text
        .slice(technology.length)
        .replace(WORD, (run) => ([...run].length < SHORTEST_NAME || TECHNICAL.test(run) ? run : word(run)));
      return (technology + renamed).replace(NUMBER, number);
    },
    other(text) {
      const renamed = anyWord
        ? text.replace(WORD, (run) => (TECHNICAL.test(run) ? run : run.replace(anyWord, word)))
        : text;
      return renamed.replace(NUMBER, number);
    },
  };
}

/** What of a number is format, and stays, and what is somebody's. */
export function partsOf(
  digits: string,
  country: string,
): { readonly zeros: string; readonly code: string; readonly subscriber: string } {
  const [zeros = ''] = /^0{0,3}/.exec(digits) ?? [];
  const behind = digits.slice(zeros.length);
  const isAbroad = zeros.length >= 2 || (zeros === '' && behind.length >= 10);
  const code = isAbroad && behind.startsWith(country) ? country : '';
  return { zeros, code, subscriber: behind.slice(code.length) };
}

/** Runs of letters in lower case, without those of the telephone world. */
export function lettersIn(text: string): readonly string[] {
  return (text.replace(TECHNOLOGY, '').match(WORD) ?? [])
    .filter((run) => !TECHNICAL.test(run))
    .map((run) => run.toLowerCase());
}

/** One and the same for every spelling of a word, as long as it. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  return lower.length === word.length ? lower : word;
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase() && letter === letter.toUpperCase();
}

/** The longest first: `Brandt` before `Brand`. Letters and marks need no escape. */
function alternatives(words: readonly string[]): string {
  return words.toSorted((a, b) => b.length - a.length).join('|');
}
