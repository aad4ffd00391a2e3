import type { Actor, Role } from '../../commands/command.ts';
import {
  boolean,
  defineTable,
  integer,
  optionalInteger,
  optionalText,
  refTo,
  text,
} from '../../rows/table.ts';

/** What a ticket counts as, under whatever name the house has for its state (states.ts). */
export const TICKET_STATES = ['open', 'pending', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_KINDS = ['enquiry', 'complaint', 'support', 'order', 'other'] as const;
/** The kinds every house begins with; its own are rows of {@link ticketKindTable}. */
export type BuiltInTicketKind = (typeof TICKET_KINDS)[number];

export function isBuiltInKind(kind: string): kind is BuiltInTicketKind {
  return TICKET_KINDS.some((each) => each === kind);
}

/**
 * What a house calls its tickets. Never removed: a ticket of any age keeps the name of its kind. A retired one is
 * offered for no new ticket.
 */
export const ticketKindTable = defineTable('ticket_kind', {
  /** null: a built-in one under the product's own name. */
  name: optionalText(),
  /** The built-in kind this row speaks of; null: one of the house's own, whose tickets carry the row's id. */
  built_in: optionalText<BuiltInTicketKind>(),
  retired: boolean(),
});

/** Who answers for tickets where no single person does. Never removed; a retired one is offered no more. */
export const ticketGroupTable = defineTable('ticket_group', { name: text(), retired: boolean() });

/**
 * Who is of a group: its tickets stand in their "Heute". One without members is everybody's. Two rows for one person, as
 * two desks may make them, say no more than one.
 */
export const ticketGroupMemberTable = defineTable(
  'ticket_group_member',
  {
    group_id: refTo('ticket_group', text()),
    /** A user. */
    staff_id: text(),
  },
  { membership: { group: 'group_id', user: 'staff_id' } },
);

const KEEPERS: readonly Role[] = ['lead', 'steward', 'admin'];

export function mayKeepKinds({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.some((role) => KEEPERS.includes(role));
}

/** In `owner_id` where a group answers for the ticket: desks of old know no ticket without a text there. */
export const NOBODY = '';

export const ticketTable = defineTable(
  'ticket',
  {
    /** `26-004711-9`; see ticket-number.ts. */
    number: text(),
    title: text(),
    /** A built-in kind, or the id of a {@link ticketKindTable} row. */
    kind: text(),
    state: text<TicketState>(),
    /** A row of `ticket_state` that counts as `state`; another one, or null: the built-in state. */
    state_id: refTo('ticket_state', optionalText()),
    /** Of one that waits: when it is to be looked at again, ms. It is kept out of lists till then and comes by itself. */
    pending_until: optionalInteger(),
    party_id: refTo('party', text()),
    /** A staff id; empty: `group_id` answers for it. No ticket without one of the two. */
    owner_id: text(),
    /** A {@link ticketGroupTable} row: whoever of them takes it. */
    group_id: refTo('ticket_group', optionalText()),
    opened_by: text(),
    opened_at: integer(),
    due_at: optionalInteger(),
    closed_at: optionalInteger(),
    result: optionalText(),
    /** The ticket this one has become part of. */
    merged_into: refTo('ticket', optionalText()),
  },
  {
    owners: ['owner_id', 'opened_by'],
    ownerGroup: 'group_id',
    mergedInto: 'merged_into',
    merges: { table: 'ticket_merge', items: 'ticket_merge_item', within: 'party_id' },
    oneOf: { columns: ['owner_id', 'group_id'], none: 'ticket.ownerless', several: 'ticket.two-owners' },
  },
);
