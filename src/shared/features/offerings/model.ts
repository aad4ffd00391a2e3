import { boolean, defineTable, optionalText, refTo, text } from '../../rows/table.ts';

/*
 * The federation's directory: providers, what they offer and whom to ask. Each entry has one home, the tenant that keeps
 * it; the centre brings a copy to every other tenant (docs/federation.md). Nothing of a customer is in these tables.
 */

/** `origin` of an entry that is kept here. */
export const HERE = '';

const entry = {
  /** Slug of the tenant that keeps it; {@link HERE}: this one. */
  origin: text(),
  /** Name of that tenant, of a copy. */
  origin_name: text(),
  /** false: withdrawn at home. A copy stays, so that what points at it keeps its name. */
  listed: boolean(),
};

const facts = {
  name: text(),
  description: text(),
  /** "Mo–Fr 8–16 Uhr" */
  opening_hours: text(),
  /** Numbers and ways in words: "0221 4710 320, mittags Anrufbeantworter". */
  reachability: text(),
  costs: text(),
};

export const providerTable = defineTable('provider', {
  ...entry,
  ...facts,
  /** "Kirchgasse 3, 50997 Ahrenfeld" */
  place: text(),
  /** How to get there. */
  directions: text(),
});

/** What a provider offers. What is empty here is as it is of the provider. */
export const offeringTable = defineTable('offering', {
  ...entry,
  ...facts,
  provider_id: refTo('provider', text()),
  place: text(),
});

/** Whom to ask, of the provider or of one offering: never a copy of the person, only who it is. */
export const providerContactTable = defineTable('provider_contact', {
  ...entry,
  provider_id: refTo('provider', text()),
  offering_id: refTo('offering', optionalText()),
  staff_id: refTo('staff', text()),
  /** "Einsatzleitung" */
  job: text(),
});

/** The staff of other tenants; the id is that of their staff row there. Of this tenant `staff` itself is read. */
export const federationPersonTable = defineTable('federation_person', {
  ...entry,
  name: text(),
  extension: optionalText(),
  mail: optionalText(),
  /** As in the phone book of their house (`staff_entry`). */
  job: text(),
  department: text(),
  place: text(),
  responsibilities: text(),
  hours: text(),
  phone: text(),
});

/** A party receives an offering, from a day on and perhaps to one; what has ended stays. */
export const serviceUseTable = defineTable('service_use', {
  party_id: refTo('party', text()),
  offering_id: refTo('offering', text()),
  since: text(),
  until: optionalText(),
  /** Where we know it from: "Vertrag 4711", "Import". */
  source: text(),
});

/** What goes from tenant to tenant, in an order in which nothing is named before it is there. */
export const FEDERATED_TABLES = [
  federationPersonTable,
  providerTable,
  offeringTable,
  providerContactTable,
] as const;
