import type { Random } from './random.ts';

/*
 * The numbers the Bundesnetzagentur keeps free for films, and Ofcom's for London: nobody has them. Per city the tails
 *
 *   000–499   five switchboards with extensions of two digits
 *   500–739, 840–999   private numbers
 *   740–839   nobody's, whatever is seeded: strangers call from these
 */

export interface City {
  readonly code: string;
  readonly block: string;
}

export const CITIES = [
  { code: '30', block: '23125' },
  { code: '69', block: '90009' },
  { code: '40', block: '66969' },
  { code: '221', block: '4710' },
  { code: '89', block: '99998' },
] as const satisfies readonly City[];

export const SWITCHBOARDS = [0, 1, 2, 3, 4] as const;
const PRIVATE_FROM = 500;
const STRANGERS = { from: 740, to: 839 } as const;
const MOBILES = [
  { code: '171', block: '39200' },
  { code: '176', block: '040690' },
] as const;

export interface FilmNumber {
  readonly kind: 'private' | 'mobile' | 'uk';
  /** E.164 without `+`. */
  readonly digits: string;
  readonly code: string;
  readonly block: string;
  readonly tail: string;
}

export interface Switchboard extends City {
  /** The digit after the block; the extensions have two more. */
  readonly line: string;
  /** E.164 digits before the extension. */
  readonly stem: string;
}

/** Hands every number out once. Throws when there is none left: then the figures are too high for the ranges. */
export interface NumberPool {
  private(): FilmNumber;
  mobile(): FilmNumber | undefined;
  uk(): FilmNumber;
  switchboard(): Switchboard;
  /** One that is never anybody's; may come twice. */
  stranger(): string;
  /** A London number nobody was given; may come twice. */
  strangerAbroad(): string;
}

const UK_STRANGERS_FROM = 500;

/** `isTaken`: of E.164 digits, or of a switchboard's stem; asked when a number is wanted. */
export function createNumberPool(random: Random, isTaken: (digits: string) => boolean): NumberPool {
  const privates = shuffled(
    random,
    CITIES.flatMap((city) =>
      Array.from({ length: 1000 - PRIVATE_FROM }, (_, index) => PRIVATE_FROM + index)
        .filter((tail) => tail < STRANGERS.from || tail > STRANGERS.to)
        .map((tail) => germanNumber('private', city, String(tail))),
    ),
  );
  const mobiles = shuffled(
    random,
    MOBILES.flatMap((range) =>
      Array.from({ length: 100 }, (_, index) =>
        germanNumber('mobile', range, String(index).padStart(2, '0')),
      ),
    ),
  );
  const boards = shuffled(
    random,
    CITIES.flatMap((city) => SWITCHBOARDS.map((line) => switchboardOf(city, line))),
  );
  const next = <T>(list: T[], digitsOf: (item: T) => string): T | undefined => {
    let item = list.pop();
    while (item !== undefined && isTaken(digitsOf(item))) item = list.pop();
    return item;
  };
  let ukTail = 0;
  return {
    private: () =>
      mustHave(
        next(privates, ({ digits }) => digits),
        'private number',
      ),
    mobile: () => next(mobiles, ({ digits }) => digits),
    uk() {
      if (ukTail >= UK_STRANGERS_FROM) throw new Error('no London number is left');
      return ukNumber(ukTail++);
    },
    switchboard: () =>
      mustHave(
        next(boards, ({ stem }) => stem),
        'switchboard',
      ),
    stranger() {
      const { code, block } = random.pick(CITIES);
      const tail = STRANGERS.from + random.int(STRANGERS.to - STRANGERS.from + 1);
      return `49${code}${block}${String(tail)}`;
    },
    strangerAbroad: () => ukNumber(UK_STRANGERS_FROM + random.int(1000 - UK_STRANGERS_FROM)).digits,
  };
}

export function switchboardOf({ code, block }: City, line: number): Switchboard {
  return { code, block, line: String(line), stem: `49${code}${block}${String(line)}` };
}

function germanNumber(kind: 'private' | 'mobile', { code, block }: City, tail: string): FilmNumber {
  return { kind, digits: `49${code}${block}${tail}`, code, block, tail };
}

function ukNumber(tail: number): FilmNumber {
  const last = String(tail).padStart(3, '0');
  return { kind: 'uk', digits: `442079460${last}`, code: '20', block: '79460', tail: last };
}

function mustHave<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`no ${what} is left in the ranges kept free for films`);
  return found;
}

/** A new array; Fisher and Yates. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    // Each takes the other's place.
    result.splice(i, 1, ...result.splice(j, 1, ...result.slice(i, i + 1)));
  }
  return result;
}
