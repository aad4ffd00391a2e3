import type { ReadableDb } from '../replica/db.ts';

/** ms; `from` included, `until` not. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** An incoming call; `line` is the queue it came through, null where it came through none. */
export interface CountedCall {
  readonly at: number;
  readonly line: string | null;
}

export interface CountedAnswer extends CountedCall {
  /** Who took it. Read so that too small a group is never told of (figures/groups.ts), and told to nobody. */
  readonly staffId: string;
}

/** What a feature has to be counted. Whoever reads it tells of groups only. */
export interface FigureSources {
  answeredCalls?(db: ReadableDb, span: Span): readonly CountedAnswer[];
  missedCalls?(db: ReadableDb, span: Span): readonly CountedCall[];
  /** When each of the team's tickets that are not closed was opened, ms. */
  openTickets?(db: ReadableDb): readonly number[];
  /** How many people work here. */
  teamSize?(db: ReadableDb): number;
}
