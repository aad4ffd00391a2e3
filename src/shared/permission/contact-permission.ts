import type { Day } from '../kernel/day.ts';

/*
 * "May we contact this party by this channel for this purpose?": asked by whatever sends or calls on its own account
 * (mailings, campaigns), answered by the one feature that keeps consents. What somebody has asked for, a callback or an
 * answer to their letter, needs no asking here.
 */

export const CONTACT_CHANNELS = ['phone', 'mail', 'post', 'sms'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export const CONTACT_PURPOSES = ['advertising', 'newsletter', 'donation', 'survey', 'event'] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

/**
 * Why, in the order in which it is decided: an opt-out of the channel beats every consent.
 *
 *   opted-out          the party wants nothing by this channel
 *   consent            allowed: there is one, and it holds today
 *   withdrawn, expired there was one
 *   none               nobody has ever asked
 */
export type PermissionReason = 'opted-out' | 'consent' | 'withdrawn' | 'expired' | 'none';

export interface ContactAsk {
  readonly partyIds: readonly string[];
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose;
}

/** Where it may go to. */
export interface OfferedContact {
  /** Of the contact point. */
  readonly id: string;
  readonly raw: string;
}

export interface ContactPermission {
  readonly isAllowed: boolean;
  readonly why: PermissionReason;
  /** The consent that allows it, or the opt-out or consent that does not. */
  readonly evidenceId: string | null;
  /** Since when it is so; of an allowance the day of the consent. */
  readonly since: Day | null;
  /**
   * Numbers or addresses to use: none where it is not allowed, and never a mail address that somebody has had struck
   * off, whoever else has it on their sheet. Empty for post: the address is the party's own.
   */
  readonly contacts: readonly OfferedContact[];
}

export const NOT_ALLOWED: ContactPermission = {
  ...{ isAllowed: false, why: 'none', evidenceId: null, since: null, contacts: [] },
};
