import { defineTable, optionalText, refTo, text } from '../../rows/table.ts';

/**
 * Somebody's place in an organisation or household: function, department, superior. One person may have several, one
 * after the other or side by side; what has ended stays, with its day.
 */
export const affiliationTable = defineTable('affiliation', {
  /** Refs of type `party`. */
  person_id: refTo('party', text()),
  organisation_id: refTo('party', text()),
  /** "Leitung Einkauf"; empty where nobody has said. */
  job: text(),
  /** The party that is this department; null: of the organisation itself. */
  department_id: refTo('party', optionalText()),
  /** The affiliation this one reports to, of the same organisation; never in a circle. */
  reports_to: refTo('affiliation', optionalText()),
  /** `2025-03-31`; null: not known, and for `until` not ended. */
  since: optionalText(),
  until: optionalText(),
});

/**
 * What `from` is to `to`: "Frank Brandt is the *payer* of Erika Brandt". `representative` and `guardian` may speak for
 * the other; `partner`, `competitor`, `dealer` and `supplier` stand between organisations, or one and ourselves.
 */
export const RELATIONSHIP_KINDS = [
  'family',
  'guardian',
  'representative',
  'payer',
  'partner',
  'supplier',
  'dealer',
  'competitor',
  'other',
] as const;
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];

export const relationshipTable = defineTable('relationship', {
  from_id: refTo('party', text()),
  to_id: refTo('party', text()),
  kind: text<RelationshipKind>(),
  /** "Sohn", "nur für Rechnungen". */
  note: text(),
  since: optionalText(),
  until: optionalText(),
});
