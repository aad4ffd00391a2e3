import type { BoxFacts } from '#shared/features/black-box/contract.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { de } from './de.ts';

/** Who was at the other end, as far as it may be said. */
export function farEndOf(facts: BoxFacts | null, t: Texts<typeof de>): string {
  if (facts === null) return t('boxes.noCall');
  if (facts.rule === 'withheld') return t('boxes.withheld');
  return facts.party ?? facts.number ?? t('boxes.unknown');
}
