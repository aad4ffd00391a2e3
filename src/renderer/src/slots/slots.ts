import type { LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
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

/** Top of the customer sheet: who it is. */
export const sheetHead = defineSlot<PartyProps>('sheet.head');
/** Between head and panels: what must not be overlooked (promises, blocks). Renders nothing when there is nothing. */
export const sheetAlert = defineSlot<PartyProps>('sheet.alert');
/** Panels of the sheet, side by side where there is room. */
export const sheetPanel = defineSlot<PartyProps>('sheet.panel');
/** Right of the panels, in view however far the sheet is scrolled: the wrap-up. */
export const sheetAside = defineSlot<PartyProps>('sheet.aside');
/** Screen of a call that belongs to nobody yet: attach the number, create a customer. */
export const callPanel = defineSlot<CallProps>('call.panel');
/** Right of it: the wrap-up. */
export const callAside = defineSlot<CallProps>('call.aside');
/** One line each in the call pop, for the party it stands at; nothing when there is nothing to say. */
export const popLine = defineSlot<PartyProps & { readonly call: LiveCall }>('pop.line');
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
/** Right end of the status bar: ways to find out more. */
export const statusPart = defineSlot<Record<string, never>>('status.part');
/** What stands over everything, invisible until it has something to say (reminders). */
export const overlay = defineSlot<Record<string, never>>('overlay');
