import { FAMILY_NAMES, FEMALE_NAMES, PLACES, STREETS } from './names.ts';
import { CITIES } from './film-numbers.ts';
import { mailName } from './mail-name.ts';
import { birthDateOf } from './persons.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

export interface CsvFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Rows an import must give back, counted from 1 without the header; why each is bad. */
  readonly bad: readonly { readonly row: number; readonly why: BadReason }[];
}

export const BAD_REASONS = [
  'no name',
  'no area code',
  'no such date',
  'no mail address',
  'a column too many',
] as const;
export type BadReason = (typeof BAD_REASONS)[number];

const HEADER = [
  'Kundennummer',
  'Vorname',
  'Nachname',
  'Geburtsdatum',
  'Straße',
  'PLZ',
  'Ort',
  'Telefon',
  'E-Mail',
];
const ROWS = 200;
const BAD_EVERY = 10;
/** What Latin-1 has no letter for cannot be in a file of it. */
const LATIN_NAMES = FAMILY_NAMES.filter((name) => [...name].every((letter) => letter.charCodeAt(0) < 256));

/** Three files as they come to an import: clean; as a German Excel saves it; with every tenth row bad. */
export function csvFiles(seed: number, today: number): CsvFile[] {
  const random = createRandom(seed);
  const rowsFor = (from: number): string[][] =>
    Array.from({ length: ROWS }, (_, index) => customerRow(random, today, from + index));
  const clean = rowsFor(50_000);
  const latin = rowsFor(51_000);
  const faulty = rowsFor(52_000);
  const bad: CsvFile['bad'][number][] = [];
  for (let row = BAD_EVERY; row <= ROWS; row += BAD_EVERY) {
    const why = BAD_REASONS[(row / BAD_EVERY) % BAD_REASONS.length] ?? 'no name';
    faulty[row - 1] = spoiled(faulty[row - 1] ?? [], why);
    bad.push({ row, why });
  }
  const utf8 = new TextEncoder();
  return [
    { name: 'kunden-sauber.csv', bytes: utf8.encode(csv(clean, ',', '\n')), rows: ROWS, bad: [] },
    { name: 'kunden-latin1.csv', bytes: latin1(csv(latin, ';', '\r\n')), rows: ROWS, bad: [] },
    { name: 'kunden-fehler.csv', bytes: utf8.encode(csv(faulty, ',', '\n')), rows: ROWS, bad },
  ];
}

function customerRow(random: Random, today: number, serial: number): string[] {
  const [first, last, place] = [
    random.pick(FEMALE_NAMES.filter((name) => !name.includes('ş'))),
    random.pick(LATIN_NAMES),
    random.pick(PLACES),
  ];
  const { code, block } = random.pick(CITIES);
  const [year = '', month = '', day = ''] = birthDateOf(random, today).split('-');
  return [
    `A-${String(serial)}`,
    first,
    last,
    `${day}.${month}.${year}`,
    `${random.pick(STREETS)} ${String(1 + random.int(90))}`,
    place.postalCode,
    place.city,
    `0${code}/${block} ${String(500 + random.int(500))}`,
    `${mailName(first)}.${mailName(last)}.${String(serial)}@post-mail.example`,
  ];
}

function spoiled(
  [
    no = '',
    first = '',
    last = '',
    born = '',
    street = '',
    code = '',
    city = '',
    phone = '',
    mail = '',
  ]: readonly string[],
  why: BadReason,
): string[] {
  const row = { no, first, last, born, street, code, city, phone, mail };
  const changed = {
    'no name': { first: '', last: '' },
    'no area code': { phone: phone.replace(/^.*\//, '') },
    'no such date': { born: '31.02.1961' },
    'no mail address': { mail: 'unbekannt' },
    'a column too many': { mail, extra: 'Bemerkung' },
  }[why];
  return Object.values({ ...row, ...changed });
}

function csv(rows: readonly (readonly string[])[], delimiter: string, end: string): string {
  const cell = (text: string): string =>
    text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return [HEADER, ...rows].map((row) => row.map(cell).join(delimiter) + end).join('');
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (code > 255) throw new Error(`Latin-1 has no ${letter}`);
    return code;
  });
}
