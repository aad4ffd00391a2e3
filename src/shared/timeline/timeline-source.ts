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

/** Things of a feature that are part of a customer's history by themselves: a ticket that was opened. */
export interface TimelineSource {
  /** What `describe` names them by. */
  readonly type: string;
  readonly section: TimelineSection;
  /** Columns `id`, `at` (ms) of the things of the parties whose ids are rows of `who (id)`. */
  readonly sql: string;
}
