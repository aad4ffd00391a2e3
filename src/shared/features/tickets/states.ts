import { boolean, defineTable, integer, optionalText, text } from '../../rows/table.ts';
import type { TicketState } from './model.ts';

/** Tones of the theme: they mean the same everywhere, and green is a call’s. A word always stands with them. */
export const STATE_COLOURS = ['plain', 'accent', 'warn', 'block'] as const;
export type StateColour = (typeof STATE_COLOURS)[number];

/**
 * What a house calls the states of its tickets. A ticket carries what a state counts as (`ticket.state`: lists, filters
 * and figures know nothing else) and, where the house has one of its own, that one beside it (`ticket.state_id`). Never
 * removed, and never counted as something else: a ticket of any age keeps its state. A retired one is offered no more.
 */
export const ticketStateTable = defineTable('ticket_state', {
  /** null: a built-in one under the product's own name. */
  name: optionalText(),
  /** The built-in state this row speaks of, always on offer; null: one of the house's own. */
  built_in: optionalText<TicketState>(),
  /** What it counts as. */
  category: text<TicketState>(),
  colour: text<StateColour>(),
  /** Ascending among those that count as the same. */
  position: integer(),
  retired: boolean(),
});
