import { z } from 'zod';
import type { EndReason } from '../../calls/call-event.ts';
import type { CallerCard } from '../../calls/live-call.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import type { Ref } from '../../kernel/ref.ts';
import type { Outcome } from '../../calls/wrap-up.ts';
import type { LastSpeaker, Speaker } from './speaker.ts';
import { TIMELINE_SECTIONS } from '../../timeline/timeline-source.ts';
import type { Facts, TimelineSection } from '../../timeline/timeline-source.ts';
import type { Direction, InteractionType, ParticipantRole } from './model.ts';

export interface InteractionLine {
  readonly id: string;
  readonly type: InteractionType;
  readonly direction: Direction;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly staffName: string;
  readonly occurredAt: number;
  /** false: that day, at no known hour. */
  readonly timeKnown: boolean;
  /** Seconds of talk; null when not answered or not over. */
  readonly talkSeconds: number | null;
  readonly endReason: EndReason | null;
  readonly number: string | null;
  readonly outcome: Outcome | null;
  readonly body: string;
  readonly result: string | null;
  readonly nextStep: string | null;
  /** Who took part besides `partyName`; one this replica does not hold has no name. */
  readonly participants: readonly ParticipantLine[];
  /** What it belongs to, as far as this replica can name it. */
  readonly links: readonly LinkedThing[];
  /** Files that hang on it. */
  readonly files: number;
}

export interface ParticipantLine {
  readonly id: string;
  readonly partyId: string;
  readonly name: string | null;
  readonly role: ParticipantRole;
}

export interface LinkedThing {
  readonly linkId: string;
  readonly ref: Ref;
  /** `26-004711-9` */
  readonly name: string;
  readonly detail: string;
}

/**
 * An exchange, a thing of another feature that belongs into the history, as that feature names it, or something that
 * happened to such a thing.
 */
export type TimelineEntry =
  | { readonly kind: 'exchange'; readonly section: TimelineSection; readonly line: InteractionLine }
  | {
      readonly kind: 'thing';
      readonly section: TimelineSection;
      readonly at: number;
      readonly card: CallerCard;
    }
  | {
      readonly kind: 'fact';
      readonly section: TimelineSection;
      readonly at: number;
      /** false: that day, at no known hour. */
      readonly timeKnown: boolean;
      /** The row, what happened to it, and what is to be told of it; its feature has the words. */
      readonly ref: Ref;
      readonly what: string;
      readonly facts: Facts;
      /** Whom it concerns, where that is not the one whose sheet it is. */
      readonly partyName: string | null;
    };

export interface TimelineCounts {
  readonly sections: Readonly<Record<TimelineSection, number>>;
  /** Parties within this one, whose entries `withPeople` adds. */
  readonly people: number;
}

/** Entries of a page of the calls. */
export const CALLS_PAGE = 50;

/** Where a call stands in the list: newest first, those of the same moment by their ids. */
export interface CallKey {
  /** ms */
  readonly at: number;
  readonly id: string;
}

export interface CallPages {
  /** Calls in all, up to the limit asked for. */
  readonly count: number;
  /** The first call of each page of CALLS_PAGE. */
  readonly starts: readonly CallKey[];
  /** There are more than the limit. */
  readonly hasOlder: boolean;
}

const timelineFilter = {
  partyId: idSchema,
  /** Found in what was written, in numbers, in names and in what is linked; case and accents do not count. */
  text: z.string().max(200),
  withPeople: z.boolean(),
};

export const interactionsContract = defineContract('interactions', {
  /** Newest first. */
  ofParty: call(
    z.object({ partyId: idSchema, limit: z.int().min(1).max(500) }),
    returns<readonly InteractionLine[]>(),
  ),
  /** How many entries of each kind stand on a sheet, under the same filter as `timeline`. */
  timelineCounts: call(z.object(timelineFilter), returns<TimelineCounts>()),
  /** Part of a sheet's timeline, newest first: `limit` entries from the `offset`-th on. */
  timeline: call(
    z.object({
      ...timelineFilter,
      /** null: all four. */
      section: z.enum(TIMELINE_SECTIONS).nullable(),
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(200),
    }),
    returns<readonly TimelineEntry[]>(),
  ),
  /** null: gone. */
  entry: call(z.object({ id: idSchema }), returns<InteractionLine | null>()),
  /** What was being typed on this sheet when the desk was left, as `saveDraft` got it; null: nothing. */
  draft: call(z.object({ partyId: idSchema }), returns<string | null>()),
  /** On this desk only, for whoever is signed in; null: there is nothing to keep any more. */
  saveDraft: call(z.object({ partyId: idSchema, draft: z.string().max(50_000).nullable() }), returns<void>()),
  /** Who speaks in a call of the log, and for whom they may. */
  speaker: call(z.object({ callId: idSchema }), returns<Speaker | null>()),
  /** Who was said to be at this number the last time, E.164 digits without `+`; null: nobody. */
  lastSpeaker: call(z.object({ digits: z.string().max(40) }), returns<LastSpeaker | null>()),
  /** Everything linked to a ticket, a task, …; oldest first, as it is told. */
  linkedTo: call(z.object({ to: refSchema }), returns<readonly InteractionLine[]>()),
  /** The team's calls, newest first: `limit` of them from `from` on, itself included; without, from the newest. */
  calls: call(
    z.object({
      limit: z.int().min(1).max(500),
      from: z.object({ at: z.int(), id: idSchema }).nullable().optional(),
      missed: z.boolean().optional(),
    }),
    returns<readonly InteractionLine[]>(),
  ),
  /** How long that list is and where its pages begin, so that any of them can be asked for. */
  callPages: call(
    z.object({ limit: z.int().min(1).max(1_000_000), missed: z.boolean().optional() }),
    returns<CallPages>(),
  ),
});
