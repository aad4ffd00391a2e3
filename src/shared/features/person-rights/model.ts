import { defineTable, integer, json, optionalInteger, optionalText, refTo, text } from '../../rows/table.ts';

export const RESTRICTION_REASONS = ['kept-by-law', 'disputed', 'claims', 'objection', 'unlawful'] as const;
export type RestrictionReason = (typeof RESTRICTION_REASONS)[number];

/**
 * Processing of a party is restricted (Art. 18 GDPR): its data is kept for a reason and used for nothing else. It holds
 * while `lifted_at` is null; what was lifted stays, as proof. This row and no other of the party is on every replica.
 */
export const restrictionTable = defineTable('party_restriction', {
  party_id: refTo('party', text()),
  reason: text<RestrictionReason>(),
  /** Last day the data must be kept, `2031-12-31`; null: not known. It lifts nothing by itself. */
  until: optionalText(),
  /** The party's numbers, digits: a desk that has nothing else of it must tell who calls from somebody unknown. */
  numbers: json<readonly string[]>(),
  /** A user. */
  set_by: text(),
  set_at: integer(),
  lifted_by: optionalText(),
  lifted_at: optionalInteger(),
});
