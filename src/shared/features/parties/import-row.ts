import { withoutUndefined } from '../../kernel/without-undefined.ts';
import { parseStored } from '../../phone/stored.ts';
import type { DialProfile } from '../../phone/dial-profile.ts';
import type { StoredNumber } from '../../phone/stored.ts';
import { withCompanyStems } from '../../phone/company-stems.ts';
import { fold } from '../../text/fold.ts';
import type { MappedRow } from '../../transfer/import-field.ts';
import type { ContactArgs } from './contact-commands.ts';
import type { PartyKind, PartyStatus } from './model.ts';
import { sortNameOf } from './sort-name.ts';

/** A row of a file as a party: what is undefined the file does not say. */
export interface PartyDraft {
  readonly id?: string;
  readonly name: string;
  readonly kind: PartyKind;
  /** What was said in so many words; the rest was concluded and changes nobody who is here already. */
  readonly said: {
    readonly name: string;
    readonly kind?: PartyKind;
    readonly status?: PartyStatus;
    readonly sort_name?: string;
    readonly customer_no?: string;
    readonly first_name?: string;
    readonly last_name?: string;
    readonly street?: string;
    readonly postal_code?: string;
    readonly city?: string;
    readonly birth_date?: string;
    readonly note?: string;
  };
  readonly sortName: string;
  readonly contacts: readonly Omit<ContactArgs, 'id'>[];
}

export interface RowFault {
  /** A key of the imports' catalogue. */
  readonly reason: string;
  readonly field?: string;
}

const KINDS: Readonly<Record<PartyKind, readonly string[]>> = {
  person: [
    'person',
    'privat',
    'privatperson',
    'herr',
    'frau',
    'hr',
    'fr',
    'mr',
    'mrs',
    'ms',
    'contact',
    'kontakt',
    'individual',
  ],
  organisation: [
    'organisation',
    'organization',
    'firma',
    'unternehmen',
    'company',
    'account',
    'geschaftlich',
    'business',
  ],
  household: ['haushalt', 'familie', 'household', 'family'],
};
const STATUSES: Readonly<Record<PartyStatus, readonly string[]>> = {
  customer: ['kunde', 'kundin', 'customer', 'mitglied', 'bestandskunde', 'member', 'aktiv', 'active'],
  prospect: ['interessent', 'interessentin', 'prospect', 'lead'],
};
const LEGAL_FORM =
  /(?:^|\s)(?:gmbh|mbh|ag|kg|kgaa|ohg|ug|gbr|se|eg|e\.\s?v\.|ev|e\.\s?k\.|ltd\.?|inc\.?|llc|s\.?a\.?|stiftung|verein|gemeinde|stadtwerke)(?=$|\s|,|&)/i;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const SHORT = 200;
const LONG = 10_000;

/** Reads a row; the first thing that is wrong with it is its fault. Never throws. */
export function draftOf(row: MappedRow, profile: DialProfile): PartyDraft | RowFault {
  const one = (key: string): string | undefined => row[key]?.[0]?.text;
  for (const [field, cells] of Object.entries(row)) {
    const most = field === 'note' ? LONG : SHORT;
    if (cells.some(({ text }) => text.length > most)) return { reason: 'too-long', field };
  }
  const first = one('firstName');
  const last = one('lastName');
  const company = one('company');
  const person = [first, last].filter(Boolean).join(' ');
  const name = one('name') ?? (person || company);
  if (name === undefined || name === '') return { reason: 'no-name' };
  const kindText = one('kind');
  const saidKind = kindText === undefined ? undefined : wordOf(KINDS, kindText);
  if (kindText !== undefined && saidKind === undefined) return { reason: 'bad-kind', field: 'kind' };
  const statusText = one('status');
  const status = statusText === undefined ? undefined : wordOf(STATUSES, statusText);
  if (statusText !== undefined && status === undefined) return { reason: 'bad-status', field: 'status' };
  const birthText = one('birthDate');
  const birthDate = birthText === undefined ? undefined : dateOf(birthText);
  if (birthText !== undefined && birthDate === undefined) return { reason: 'bad-date', field: 'birthDate' };
  const kind = saidKind ?? guessKind(name, company, person);
  const phones = phonesOf(row, profile, kind);
  if ('reason' in phones) return phones;
  const mails = mailsOf(row);
  if ('reason' in mails) return mails;
  const houseNo = one('houseNo');
  const street = one('street');
  // A company beside a person's name has no field of its own and is not lost.
  const isBeside = company !== undefined && company !== name && kind !== 'organisation';
  const note = [one('note'), isBeside ? `Firma: ${company}` : undefined].filter(Boolean).join('\n');
  const sortName =
    one('sortName') ??
    (kind === 'person' && first !== undefined && last !== undefined && name === person
      ? `${last}, ${first}`
      : sortNameOf(name, kind));
  return {
    ...withoutUndefined({ id: one('id') }),
    name,
    kind,
    sortName,
    said: {
      name,
      ...withoutUndefined({
        kind: saidKind,
        status,
        sort_name: one('sortName'),
        customer_no: one('customerNo'),
        first_name: first,
        last_name: last,
        street: street === undefined || houseNo === undefined ? street : `${street} ${houseNo}`,
        postal_code: one('postalCode'),
        city: one('city'),
        birth_date: birthDate,
        note: note === '' ? undefined : note,
      }),
    },
    contacts: [...phones.contacts, ...mails.contacts],
  };
}

function wordOf<K extends string>(
  words: Readonly<Record<K, readonly string[]>>,
  text: string,
): K | undefined {
  const word = fold(text).replace(/[^\p{L}]/gu, '');
  return (Object.keys(words) as K[]).find((key) => words[key].includes(word));
}

function guessKind(name: string, company: string | undefined, person: string): PartyKind {
  if (LEGAL_FORM.test(name) || (company !== undefined && person === '')) return 'organisation';
  return /^(?:familie|haushalt)\s/i.test(name) ? 'household' : 'person';
}

/** `31.03.1956`, `31/3/1956` and `1956-03-31`; two digits of a year are no year. */
function dateOf(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00.*)?$/.exec(text);
  const german = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : german ? german.slice(1).toReversed() : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

type Contacts = { readonly contacts: readonly Omit<ContactArgs, 'id'>[] };

function phonesOf(row: MappedRow, profile: DialProfile, kind: PartyKind): Contacts | RowFault {
  const read: { readonly number: StoredNumber; readonly raw: string; readonly label: string }[] = [];
  for (const { text: raw, label } of row['phone'] ?? []) {
    for (const number of parseStored(raw, profile)) {
      // What is no number at all stands in the wrong column. Others are kept, and the number clinic finds them.
      if (number.fault === 'no-number') return { reason: 'bad-phone', field: 'phone' };
      read.push({ number, raw, label });
    }
  }
  const numbers = read.map(({ number }) => number);
  const stemmed = kind === 'organisation' ? withCompanyStems(numbers) : numbers;
  const contacts = stemmed.map(({ digits, stem, extension, fault }, i) => {
    const { raw = '', label = '' } = read[i] ?? {};
    return { kind: 'phone' as const, label, raw, digits, stem, extension, fault };
  });
  return { contacts: uniqueBy(contacts, ({ digits, raw }) => digits ?? raw) };
}

function mailsOf(row: MappedRow): Contacts | RowFault {
  const mails = (row['mail'] ?? []).flatMap(({ text, label }) =>
    text
      .split(/[;,\s]+/)
      .filter(Boolean)
      .map((raw) => ({ raw, label })),
  );
  if (mails.some(({ raw }) => !MAIL.test(raw))) return { reason: 'bad-mail', field: 'mail' };
  const contacts = mails.map(({ raw, label }) => ({
    kind: 'mail' as const,
    label,
    raw,
    digits: null,
    stem: null,
  }));
  return { contacts: uniqueBy(contacts, ({ raw }) => raw.toLowerCase()) };
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}
