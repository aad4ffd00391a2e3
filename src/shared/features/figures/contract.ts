import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';

/** Fewer people than this are never told of, whatever is counted. */
export const LEAST_PEOPLE = 5;
/** Days of calls that are counted, today included. */
export const DAYS = 28;

export interface CallCount {
  readonly answered: number;
  readonly missed: number;
}

export interface HourFigure extends CallCount {
  /** First hour, 0–23, by the clock of the desk. */
  readonly hour: number;
}

export interface LineFigure extends CallCount {
  /** null: all others together. */
  readonly line: string | null;
}

export const TICKET_AGES = ['day', 'week', 'month', 'older'] as const;
export type TicketAge = (typeof TICKET_AGES)[number];

export interface AgeFigure {
  readonly age: TicketAge;
  readonly count: number;
}

/** Of the whole team; null: of fewer than {@link LEAST_PEOPLE}, and so not told. */
export interface TeamFigures {
  readonly hours: readonly HourFigure[] | null;
  /** null also where not asked for: only leads see the lines. */
  readonly lines: readonly LineFigure[] | null;
  readonly ticketAges: readonly AgeFigure[] | null;
}

export const figuresContract = defineContract('figures', {
  /** Calls by hour and open tickets by age. */
  team: call(z.object({}), returns<TeamFigures>()),
  /** By line as well. Throws AppError `figures.lead-only`. */
  forLeads: call(z.object({}), returns<TeamFigures>()),
});
