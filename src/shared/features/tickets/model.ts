import { defineTable, integer, optionalInteger, optionalText, refTo, text } from '../../rows/table.ts';

export const TICKET_STATES = ['open', 'pending', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_KINDS = ['enquiry', 'complaint', 'support', 'order', 'other'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export const ticketTable = defineTable(
  'ticket',
  {
    /** `26-004711-9`; see ticket-number.ts. */
    number: text(),
    title: text(),
    kind: text<TicketKind>(),
    state: text<TicketState>(),
    party_id: refTo('party', text()),
    /** A staff id: no ticket without somebody who answers for it. */
    owner_id: text(),
    opened_by: text(),
    opened_at: integer(),
    due_at: optionalInteger(),
    closed_at: optionalInteger(),
    result: optionalText(),
  },
  { owners: ['owner_id', 'opened_by'] },
);
