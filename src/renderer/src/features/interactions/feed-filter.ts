import type { TimelineSection } from '#shared/timeline/timeline-source.ts';

/** What a sheet's timeline is narrowed to. */
export interface FeedFilter {
  readonly partyId: string;
  readonly text: string;
  readonly withPeople: boolean;
  readonly section: TimelineSection | null;
}
