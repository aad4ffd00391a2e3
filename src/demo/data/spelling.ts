import type { ContactArgs } from '#shared/features/parties/contact-commands.ts';
import type { ContactState } from '#shared/features/parties/model.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import { parseStored } from '#shared/phone/stored.ts';
import type { FilmNumber, Switchboard } from './film-numbers.ts';
import type { Random } from './random.ts';

/** As people spell: slash, dash, country code, brackets, dots, groups of two. */
export function spelled(random: Random, { kind, code, block, tail }: FilmNumber): string {
  if (kind === 'uk')
    return random.pick([
      `+44 20 7946 0${tail}`,
      `0044 20 79460${tail}`,
      `+44 (0)20 7946 0${tail}`,
      `+44.20.79460${tail}`,
    ]);
  const local = `${block}${tail}`;
  const always = [
    `0${code}/${local}`,
    `0${code} ${local}`,
    `0${code} ${block} ${tail}`,
    `+49 (0)${code} ${local}`,
    `+49 ${code} ${block} ${tail}`,
    `+49.${code}.${local}`,
    `0049 ${code} ${local}`,
  ];
  if (kind === 'mobile') return random.pick([...always, `0${code} / ${block} ${tail}`, `0${code}-${local}`]);
  return random.pick([
    ...always,
    `(0${code}) ${local}`,
    `0${code} ${block}-${tail}`,
    `+49 (0)${code} / ${block}-${tail}`,
    `0${code}.${block}.${tail}`,
  ]);
}

/** A main number as such: with its `-0`. */
export function spelledTrunk(random: Random, { code, block, line }: Switchboard): string {
  return random.pick([
    `0${code} ${block} ${line}-0`,
    `0${code}/${block} ${line}-0`,
    `+49 (0)${code} ${block} ${line}-0`,
    `0${code} / ${block}${line}-0`,
    `+49 ${code} ${block}${line}-0`,
  ]);
}

export interface Phone {
  readonly label: string;
  readonly raw: string;
  readonly state?: ContactState;
}

/** The contact points a desk makes of the text: one, or of `…-20 bis -22` three. */
export function phoneContacts(newId: NewId, { label, raw, state = 'own' }: Phone): ContactArgs[] {
  return parseStored(raw, { country: '49' }).map(({ digits, stem, extension, fault }) => ({
    id: newId(),
    kind: 'phone',
    label,
    raw,
    digits,
    stem,
    extension,
    state,
    fault,
  }));
}

/** Of one number whose digits are known; throws where the text says another. */
export function phoneContact(newId: NewId, phone: Phone, digits: string): ContactArgs {
  const [contact, ...more] = phoneContacts(newId, phone);
  if (!contact || more.length > 0 || contact.digits !== digits)
    throw new Error(`"${phone.raw}" does not read as ${digits}`);
  return contact;
}

export function mailContact(id: string, label: string, address: string): ContactArgs {
  return { id, kind: 'mail', label, raw: address, digits: null, stem: null };
}
