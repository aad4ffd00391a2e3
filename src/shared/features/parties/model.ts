import { defineTable, optionalText, sensitive, text } from '../../rows/table.ts';

export const PARTY_KINDS = ['person', 'organisation', 'household'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const PARTY_STATUSES = ['customer', 'prospect'] as const;
export type PartyStatus = (typeof PARTY_STATUSES)[number];

/** Whoever may call or be called: a person, an organisation, a household. */
export const partyTable = defineTable('party', {
  kind: text<PartyKind>(),
  status: text<PartyStatus>(),
  /** As shown: "Erika Brandt", "Kessler Metallbau GmbH". */
  name: text(),
  /** As sorted and searched: "Brandt, Erika". */
  sort_name: text(),
  customer_no: optionalText(),
  street: optionalText(),
  postal_code: optionalText(),
  city: optionalText(),
  /** What an agent must know before the first word; here that is often about somebody's health. */
  note: sensitive('health', text()),
});

export const CONTACT_KINDS = ['phone', 'mail'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** A number or address of one party. Two parties with the same number have a row each: a shared number. */
export const contactPointTable = defineTable('contact_point', {
  party_id: text(),
  kind: text<ContactKind>(),
  /** "privat", "Zentrale", "mobil". */
  label: text(),
  /** As it was typed; never rewritten. */
  raw: text(),
  /** E.164 digits without `+`; null for a mail address and for a number that cannot be completed. */
  digits: optionalText(),
  /** Digits before the extension of a flagged main number (`+49 621 3456-0` → `496213456`). */
  stem: optionalText(),
});
