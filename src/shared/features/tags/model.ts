import { defineTable, optionalText, refTo, text } from '../../rows/table.ts';

/** What a party is to the house, besides customer or prospect of its status: the same words in every house. */
export const PARTY_ROLES = ['partner', 'supplier', 'customer', 'competitor', 'dealer', 'prospect'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

export const partyRoleTable = defineTable('party_role', {
  party_id: refTo('party', text()),
  role: text<PartyRole>(),
});

export const TAG_KINDS = ['tag', 'interest'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** A word of the tenant's list. Stewards keep the list; everybody puts its words on parties. */
export const tagTable = defineTable(
  'tag',
  {
    kind: text<TagKind>(),
    label: text(),
    /** The tag this one has become part of: what bears this one is found under that one, and an undo brings it back. */
    merged_into: refTo('tag', optionalText()),
  },
  { mergedInto: 'merged_into' },
);

/** One tag on one party; where two desks said so apart, or two parties became one, there may be several that say the same. */
export const partyTagTable = defineTable('party_tag', {
  party_id: refTo('party', text()),
  tag_id: refTo('tag', text()),
});
