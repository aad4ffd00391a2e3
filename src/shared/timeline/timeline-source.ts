/**
 * The four kinds of a customer's history. Each entry is of exactly one: what belongs to a campaign is the campaign's, else
 * what belongs to a ticket is the ticket's, else it is what came in, else what went out. What has no direction (a note, a
 * message among ours) began with us and stands with what went out.
 */
export const TIMELINE_SECTIONS = ['in', 'out', 'tickets', 'campaigns'] as const;
export type TimelineSection = (typeof TIMELINE_SECTIONS)[number];

/** Links that decide the kind, in the order in which they do. */
export const SECTION_OF_LINK: readonly (readonly [type: string, section: TimelineSection])[] = [
  ['campaign', 'campaigns'],
  ['ticket', 'tickets'],
];

/**
 * Things of a feature that are part of a customer's history by themselves: a ticket that was opened. Or what happened to
 * one (`what`): a consent that was withdrawn.
 */
export interface TimelineSource {
  /** What `describe` names them by; with `what`, the table. */
  readonly type: string;
  readonly section: TimelineSection;
  /** "withdrawn": the feature has words for it in the renderer, out of the facts of the row (slot `timelineFact`). */
  readonly what?: string;
  /** Columns `id`, `at` (ms) of the things of the parties whose ids are rows of `who (id)`. */
  readonly sql: string;
}

/** The same with `what`: its `sql` has also `party_id`, `time_known` (0: a day without an hour) and `facts`, JSON. */
export interface TimelineFacts extends TimelineSource {
  readonly what: string;
}

/** What is to be told of the row, by name. */
export type Facts = Readonly<Record<string, string | number | null>>;
