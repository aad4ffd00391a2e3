import type { LiveCall } from '#shared/calls/live-call.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { Facts } from '#shared/timeline/timeline-source.ts';
import type { ComponentType, ReactNode } from 'react';
import { defineSlot } from './slot.ts';

export interface PartyProps {
  readonly partyId: string;
}

export interface WrapUpProps {
  readonly wrapUp: WrapUp;
}

export interface CallProps {
  /** Of the call and so of its interaction; the call may be over. */
  readonly callId: string;
}

export interface ChosenParty {
  readonly id: string;
  readonly name: string;
}

export interface PartyPickerProps {
  readonly label: string;
  readonly chosen: ChosenParty | null;
  readonly onChange: (party: ChosenParty | null) => void;
  /** Never offered: the party itself. */
  readonly except?: string;
}

export interface ColleaguePickerProps {
  readonly label: string;
  readonly chosenId: string | null;
  readonly onPick: (id: string | null) => void;
  /** Given where nobody is a choice and Escape leaves it as it was. */
  readonly onClose?: () => void;
  /** Never offered. */
  readonly except?: string;
}

export interface DirectoryPersonsProps {
  /** Staff of this house or another, by id, with what they are asked about. */
  readonly persons: readonly { readonly id: string; readonly name: string; readonly job: string }[];
}

export interface SimilarPartiesProps {
  /** As far as it is typed. */
  readonly draft: {
    readonly kind: 'person' | 'organisation' | 'household';
    readonly name: string;
    /** In any spelling. */
    readonly number: string;
    readonly mail: string;
    readonly birthDate: string;
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
  };
  /** It is one of those that are there. */
  readonly onOpen: (party: ChosenParty) => void;
}

/** What is booked once an entry is kept: answers how to take it back. */
export type BookFollowUp = (entry: {
  readonly ref: Ref;
  readonly partyId: string;
  readonly title: string;
  readonly dueAt: number;
}) => Promise<() => Promise<void>>;

export interface FollowUpPickerProps {
  /** ms; null: none is wanted. */
  readonly dueAt: number | null;
  readonly onPick: (dueAt: number | null) => void;
  /** Left there by whoever fills the slot, to be called by whoever keeps the entry. */
  readonly bookRef: { current: BookFollowUp | null };
}

export interface EntryLinksProps extends PartyProps {
  readonly chosen: readonly Ref[];
  readonly onToggle: (ref: Ref) => void;
}

/** How a list is narrowed, by the name of the filter. */
export type ChosenFilters = Readonly<Record<string, ChosenFilter>>;

export interface ChosenFilter {
  readonly value: string;
  /** What else the list depends on because of it. */
  readonly tables: readonly string[];
}

export interface ListFilterProps {
  readonly list: string;
  readonly chosen: ChosenFilters;
  /** null takes the filter off. */
  readonly onChange: (name: string, filter: ChosenFilter | null) => void;
}

export interface ThingFilesProps {
  /** May be one that is being typed and not kept yet: its files wait for it. */
  readonly thing: Ref;
  readonly canAdd: boolean;
  /** Given while the thing is not kept yet: told how many files wait for it. */
  readonly onWaiting?: (count: number) => void;
  /** Left there by whoever fills the slot: throws those files away, to be called with the thing itself. */
  readonly forgetRef?: { current: (() => Promise<unknown>) | null };
}

/** Something that happened to a row of a feature: see `TimelineSource.what`. */
export interface TimelineFactProps {
  readonly type: string;
  readonly what: string;
  readonly facts: Facts;
  /** How the entry looks, given its words. */
  readonly children: (words: TimelineFactWords) => ReactNode;
}

export interface TimelineFactWords {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly title: string;
  /** Empty: there is nothing more to say. */
  readonly detail: string;
}

export interface ListActsProps {
  /** Its name among the exports. */
  readonly list: string;
  /** What it is called where it stands, if several of the same exports do. */
  readonly title?: string;
  /** Its search. */
  readonly text: string;
  /** What it is narrowed to besides, by the name of the filter. */
  readonly filters?: Readonly<Record<string, string>>;
}

export interface MailTarget {
  readonly name: string;
  /** As the phone book has it. */
  readonly mail: string;
}

export interface ThingProps {
  readonly thing: Ref;
  /** How it is called there. */
  readonly name: string;
}

/** Around the whole sheet: shows it, or something else in its place. */
export const sheetGuard = defineSlot<PartyProps & { readonly children: ReactNode }>('sheet.guard');
/** Top of the customer sheet: who it is. */
export const sheetHead = defineSlot<PartyProps>('sheet.head');
/** Between head and panels: what must not be overlooked (promises, blocks). Renders nothing when there is nothing. */
export const sheetAlert = defineSlot<PartyProps>('sheet.alert');
/**
 * Right below the alerts, side by side, all of one fixed height: what the first look is for. What is longer scrolls in
 * itself.
 */
export const sheetGlance = defineSlot<PartyProps>('sheet.glance');
/** Panels of the sheet, beside the history where there is room. */
export const sheetPanel = defineSlot<PartyProps>('sheet.panel');
/** Below the first look: the history. */
export const sheetBelow = defineSlot<PartyProps>('sheet.below');
/** Right of the panels, in view however far the sheet is scrolled: the wrap-up. */
export const sheetAside = defineSlot<PartyProps>('sheet.aside');
/** Screen of a call that belongs to nobody yet: attach the number, create a customer. */
export const callPanel = defineSlot<CallProps>('call.panel');
/** Right of it: the wrap-up. */
export const callAside = defineSlot<CallProps>('call.aside');
/** One line each in the call pop, for the party it stands at; nothing when there is nothing to say. */
export const popLine = defineSlot<PartyProps & { readonly call: LiveCall }>('pop.line');
/** A hint about a call that rings or goes on, whoever the ladder says it is; `open` is there where it leads to a sheet. */
export const callHint = defineSlot<{ readonly call: LiveCall; readonly open?: () => void }>('call.hint');
/** Beside one of those a caller may be, in the chooser: what speaks for them. Nothing is chosen because of it. */
export const chooserMark = defineSlot<PartyProps & { readonly call: LiveCall }>('chooser.mark');
/** Below what the pop says of a caller who has been attributed: ways to say that it is wrong. `keyPrefix` before every key. */
export const popAct = defineSlot<{
  readonly call: LiveCall;
  readonly keyPrefix: '' | 'Alt+';
  readonly hasKeys: boolean;
  /** Opens a screen of the main window. */
  readonly go: (route: string) => void;
}>('pop.act');
/** Beside a call that goes on, in the head of every screen: one way to why it was matched so. */
export const callWhy = defineSlot<CallProps>('call.why');
/** Whom a call can be transferred to, a button each; `onPick` takes what is to be dialled. */
export const transferTargets = defineSlot<{
  readonly text: string;
  readonly onPick: (target: string) => void;
}>('transfer.targets');
/** Whom a mail of the house can go to, a button each, as far as the text typed fits; nothing before something is typed. */
export const mailTargets = defineSlot<{
  readonly text: string;
  readonly onPick: (target: MailTarget) => void;
}>('mail.targets');
/** What the phone book has for the text typed, a panel each; the whole book where it is empty. */
export const phoneBookPart = defineSlot<{ readonly text: string }>('phone-book.part');
/** Whom to ask, as small cards with whether they can be reached; exactly one fills it. */
export const directoryPersons = defineSlot<DirectoryPersonsProps>('directory.persons');
/** Parts of the wrap-up strip beside outcome and note: belongs to a ticket, follow-up, … */
export const wrapUpPart = defineSlot<WrapUpProps>('wrap-up.part');
/** Hits below the search field in the head, a `SearchHit` each. */
export const searchHits = defineSlot<{ readonly text: string }>('search.hits');
/** Cards of the start page "Heute". */
export const todayCard = defineSlot<Record<string, never>>('today.card');
/** Settings of a feature, below those of the desk itself; a panel each. */
export const settingsSection = defineSlot<Record<string, never>>('settings.section');
/** Left column below the navigation, on every screen: wrap-up stack, demo phone. */
export const dock = defineSlot<Record<string, never>>('dock');
/** Below the fields of a party that is being typed: who it may be already. */
export const similarParties = defineSlot<SimilarPartiesProps>('party.similar');
/** A field to choose one party with, for features that have nothing else to do with parties; exactly one fills it. */
export const partyPicker = defineSlot<PartyPickerProps>('party.picker');
/** The files of a thing, where it is shown or typed; renders nothing where there are none and none can be added. */
export const thingFiles = defineSlot<ThingFilesProps>('thing.files');
/** When the next step of an entry is due; exactly one fills it. */
export const followUpPicker = defineSlot<FollowUpPickerProps>('follow-up.picker');
/** What an entry about this party may belong to: open tickets, projects, campaigns. */
export const entryLinks = defineSlot<EntryLinksProps>('entry.links');
/** Below the head of a thing's own screen: what is known of it elsewhere. */
export const thingPanel = defineSlot<{ readonly thing: Ref }>('thing.panel');
/** A field to choose one of the house with; exactly one fills it. */
export const colleaguePicker = defineSlot<ColleaguePickerProps>('colleague.picker');
/** The words of an entry of the history: whose row it is renders `children`, all others nothing. */
export const timelineFact = defineSlot<TimelineFactProps>('timeline.fact');
/** Small acts for whatever thing, where it stands: its history. An icon each. */
export const thingAct = defineSlot<ThingProps>('thing.act');
/** Right end of the status bar: ways to find out more. */
export const statusPart = defineSlot<Record<string, never>>('status.part');
/** Above every screen: what whoever is signed in must not overlook. Renders nothing when there is nothing. */
export const screenAlert = defineSlot<Record<string, never>>('screen.alert');
/** What stands over everything, invisible until it has something to say (reminders). */
export const overlay = defineSlot<Record<string, never>>('overlay');
/** Beside a list's search field: ways to narrow it. `list` is its name among the exports. */
export const listFilters = defineSlot<ListFilterProps>('list.filters');
/** Beside a list's title: what can be done with all that it shows. */
export const listActs = defineSlot<ListActsProps>('list.acts');
/**
 * On every screen, renders nothing of its own (a dialogue, while it is open): offers with `useNamedAct` what can be
 * done from anywhere.
 */
export const everywhereActs = defineSlot<Record<string, never>>('acts');
/** In front of the sign-in: shows it, or another way to take an empty seat. */
export const emptySeat = defineSlot<{ readonly children: ReactNode }>('seat.empty');
/** In the first start: ways to see whether a call arrives. */
export const startTestCall = defineSlot<Record<string, never>>('start.test-call');
