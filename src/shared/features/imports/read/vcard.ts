import ICAL from 'ical.js';
import type { Encoding } from './encoding.ts';
import { decodeBytes, ENCODINGS } from './encoding.ts';
import type { SourceRow } from './source-row.ts';

const PHONES = 6;
const MAILS = 3;

/** The table that cards become; the names are those the mapping knows. */
export const VCARD_COLUMNS: readonly string[] = [
  ...['Name', 'Vorname', 'Nachname', 'Firma', 'Straße', 'PLZ', 'Ort', 'Geburtsdatum', 'Notiz'],
  ...Array.from({ length: PHONES }, (_, i) => `Telefon ${i + 1}`),
  ...Array.from({ length: MAILS }, (_, i) => `E-Mail ${i + 1}`),
];

/** Cards of versions 2.1, 3 and 4, a row each; one that cannot be read is a row whose `fault` says so. */
export function* readVcards(text: string): Generator<readonly (SourceRow & { readonly fault?: string })[]> {
  let line = 1;
  const cards = text.split(/^(?=BEGIN:VCARD\s*$)/im);
  for (const card of cards) {
    const at = line;
    line += card.split('\n').length - 1;
    if (!/^BEGIN:VCARD/i.test(card)) continue;
    const cells = cellsOf(card);
    yield [cells ? { line: at, cells } : { line: at, cells: [], fault: 'bad-card' }];
  }
}

function cellsOf(card: string): readonly string[] | undefined {
  let component: ICAL.Component;
  try {
    component = new ICAL.Component(ICAL.parse(asVersion3(card)) as [string, unknown[], unknown[]]);
    if (component.name !== 'vcard') return undefined;
  } catch {
    return undefined;
  }
  const values = (name: string): readonly string[] =>
    component.getAllProperties(name).map((property) => parts(property.getFirstValue()).join(' ').trim());
  const structured = (name: string): readonly string[] =>
    parts(component.getFirstProperty(name)?.getFirstValue());
  const [last = '', first = ''] = structured('n');
  const [, , street = '', city = '', , postalCode = ''] = structured('adr');
  const phones = values('tel')
    .map((phone) => phone.replace(/^tel:/i, ''))
    .filter(Boolean);
  const mails = values('email').filter(Boolean);
  return [
    values('fn')[0] ?? '',
    first,
    last,
    structured('org')[0] ?? '',
    street,
    postalCode,
    city,
    dateOf(values('bday')[0] ?? ''),
    values('note').join('\n'),
    ...upTo(phones, PHONES),
    ...upTo(mails, MAILS),
  ];
}

/** What has no column of its own goes into the last: a field may hold several. */
function upTo(values: readonly string[], most: number): readonly string[] {
  const cells = [...values.slice(0, most - 1), values.slice(most - 1).join('; ')];
  return Array.from({ length: most }, (_, i) => cells[i] ?? '');
}

function parts(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((part: unknown) => parts(part).join(' ').trim());
  // A day is an object of the library's, and says itself.
  return [typeof value === 'string' ? value : (value as { toString(): string }).toString()];
}

/** `19560331` and `1956-03-31T00:00:00Z` → `1956-03-31`; `--0331` has no year and is left out. */
function dateOf(text: string): string {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(text) ?? [];
  return year === undefined ? '' : `${year}-${month ?? ''}-${day ?? ''}`;
}

/**
 * Version 2.1 as version 3: parameters without a name become types, quoted-printable is decoded, soft line breaks are
 * joined. Other cards stay as they are but for their group prefixes (`item1.TEL`).
 */
function asVersion3(card: string): string {
  const lines = unfold(card);
  const isOld = lines.some((line) => /^VERSION:2\.1/i.test(line));
  return lines
    .filter((line) => line.trim() !== '' && !/^(?:PHOTO|LOGO|SOUND|KEY)[;:]/i.test(line))
    .map((line) => line.replace(/^[\w-]+\.(?=[A-Za-z-]+[;:])/, ''))
    .map((line) => (isOld ? modern(line) : line))
    .join('\r\n');
}

function unfold(card: string): readonly string[] {
  const lines: string[] = [];
  for (const line of card.split(/\r?\n|\r/)) {
    const last = lines.at(-1);
    const isSoft = last !== undefined && /QUOTED-PRINTABLE/i.test(last) && last.endsWith('=');
    if (isSoft) lines[lines.length - 1] = last.slice(0, -1) + line;
    else if (last !== undefined && /^[ \t]/.test(line)) lines[lines.length - 1] = last + line.slice(1);
    else lines.push(line);
  }
  return lines;
}

function modern(line: string): string {
  const colon = line.indexOf(':');
  if (colon < 0) return line;
  const [name = '', ...params] = line.slice(0, colon).split(';');
  let value = line.slice(colon + 1);
  if (/^VERSION$/i.test(name)) return 'VERSION:3.0';
  const isQuoted = params.some((param) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(param));
  if (isQuoted) value = escaped(unquote(value, charsetOf(params)));
  const kept = params
    .filter((param) => !/QUOTED-PRINTABLE|^CHARSET=|^ENCODING=/i.test(param))
    .map((param) => (param.includes('=') ? param : `TYPE=${param}`));
  return `${[name, ...kept].join(';')}:${value}`;
}

/** Line breaks and commas were data in version 2.1; the semicolon divides, as it does now. */
const escaped = (value: string): string => value.replaceAll(/\r?\n/g, '\\n').replaceAll(/(?<!\\),/g, '\\,');

function charsetOf(params: readonly string[]): Encoding {
  const said = params
    .find((param) => /^CHARSET=/i.test(param))
    ?.slice(8)
    .toLowerCase();
  return (
    ENCODINGS.find((encoding) => encoding === said) ??
    (said === undefined || said === 'utf8' ? 'utf-8' : 'windows-1252')
  );
}

function unquote(text: string, encoding: Encoding): string {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = /^=([0-9A-F]{2})/i.exec(text.slice(i, i + 3))?.[1];
    if (code === undefined) bytes.push(...new TextEncoder().encode(text.charAt(i)));
    else {
      bytes.push(Number.parseInt(code, 16));
      i += 2;
    }
  }
  return decodeBytes(Uint8Array.from(bytes), encoding);
}
