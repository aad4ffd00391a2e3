import type { HandoverView } from '#shared/features/handovers/contract.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { de } from './de.ts';

/** Who sent it along, whose call it is, what they noted. */
export function handoverWords(
  { fromName, partyName, note }: Pick<HandoverView, 'fromName' | 'partyName' | 'note'>,
  t: Texts<typeof de>,
): string {
  const from = t('from', { who: fromName });
  const head = partyName === null ? from : t('party', { who: from, party: partyName });
  return note === '' ? head : `${head} ${t('note', { note })}`;
}
