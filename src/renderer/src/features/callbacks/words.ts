import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { daysBetween } from '../../i18n/format.ts';
import type { Format } from '../../i18n/format.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { de } from './de.ts';

type CallbackTexts = Texts<typeof de>;

/** "10:12" today, "gestern 16:40" before. */
export function sinceWords(at: number, format: Format, now: number): string {
  return daysBetween(at, now) === 0 ? format.time(at) : format.moment(at, now);
}

/** How a line is called where its name has to be said: in the names of its buttons. */
export function whoOf({ partyName, number }: CallbackLine, t: CallbackTexts): string {
  return partyName ?? number ?? t('unknown');
}

export function claimWords({ claim }: CallbackLine, t: CallbackTexts): string | undefined {
  if (!claim) return undefined;
  return claim.mine ? t('claimedByMe') : t('claimedBy', { who: claim.staffName });
}

export function dueWords({ due }: CallbackLine, format: Format, now: number): string {
  if (!due) return '';
  return due.hasTime ? format.moment(due.at, now) : format.nearDay(due.at, now);
}

/** Without an hour it is late only when its day is over. */
export function isOverdue({ due }: CallbackLine, now: number): boolean {
  if (!due) return false;
  return due.hasTime ? due.at < now : new Date(due.at).setHours(24, 0, 0, 0) <= now;
}
