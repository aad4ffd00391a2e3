import { defineTable, optionalInteger, optionalText, refTo, sensitive, text } from '../../rows/table.ts';
import type { AnyRow } from '../../rows/table.ts';

export const PARTY_KINDS = ['person', 'organisation', 'household'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const PARTY_STATUSES = ['customer', 'prospect'] as const;
export type PartyStatus = (typeof PARTY_STATUSES)[number];

/** What an organisation is within a larger one; null for one that stands alone, for a person and a household. */
export const PARTY_UNITS = ['company', 'branch', 'department'] as const;
export type PartyUnit = (typeof PARTY_UNITS)[number];

/** Whoever may call or be called: a person, an organisation, a household. */
export const partyTable = defineTable(
  'party',
  {
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
    /** Of a person, where they are known apart. */
    first_name: optionalText(),
    last_name: optionalText(),
    /** `1956-03-31`. */
    birth_date: sensitive('birth-date', optionalText()),
    unit: optionalText<PartyUnit>(),
    /** The organisation this one belongs to; never in a circle. */
    parent_id: refTo('party', optionalText()),
    /** The user who looks after this customer. */
    owner_id: optionalText(),
    /** When somebody last compared the data with the customer, ms. */
    checked_on: optionalInteger(),
    /** The party this one has become part of: its sheet opens instead. */
    merged_into: refTo('party', optionalText()),
  },
  { mergedInto: 'merged_into' },
);

export const CONTACT_KINDS = ['phone', 'mail'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** `shared`: known to be several people's · `former`: no longer reaches the party; kept, and no caller matches it. */
export const CONTACT_STATES = ['own', 'shared', 'former'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

/**
 * One party's use of a number or address. Numbers and parties are n:m by their digits: two parties with the same
 * number have a row each, and a number that moves leaves a `former` row behind (docs/decisions).
 */
export const contactPointTable = defineTable(
  'contact_point',
  {
    party_id: refTo('party', text()),
    kind: text<ContactKind>(),
    /** "privat", "Zentrale", "mobil". */
    label: text(),
    /** As it was typed; never rewritten. */
    raw: text(),
    /** E.164 digits without `+`; null for a mail address and for a number that cannot be completed. */
    digits: optionalText(),
    /** Digits before the extension of a flagged main number (`+49 621 3456-0` → `496213456`). */
    stem: optionalText(),
    /** Digits written apart as an extension, `612` of `0221 4710-612`. */
    extension: optionalText(),
    state: text<ContactState>(),
    /** Since when it is `former`, ms. */
    former_since: optionalInteger(),
    /** Why no caller can ever match it (StoredFault of shared/phone); null for a good number and a mail address. */
    fault: optionalText(),
  },
  {
    twins: {
      by: 'party_id',
      isSame: (moving, staying) =>
        moving['kind'] === staying['kind'] &&
        addressOf(moving) === addressOf(staying) &&
        (staying['state'] !== 'former' || moving['state'] === 'former'),
      aside: (at) => ({ state: 'former', former_since: at }),
    },
  },
);

/** What a number or address reaches, however it is written. */
const addressOf = ({ kind, digits, raw }: AnyRow): unknown => {
  if (typeof raw !== 'string') return digits;
  return kind === 'mail' ? raw.trim().toLowerCase() : (digits ?? raw.replace(/\s/g, ''));
};
