import type { ReactNode } from 'react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { Mark } from '../../ui/mark.tsx';
import { isMissed } from './is-missed.ts';
import { useInteractionTexts } from './texts.ts';

/** What came of it, as far as it is known. */
export function OutcomeMark({ line }: { readonly line: InteractionLine }): ReactNode {
  const t = useInteractionTexts();
  const core = useCoreTexts();
  if (isMissed(line)) return <Mark tone="block">{t('missed')}</Mark>;
  if (line.outcome) return <Mark>{core(`outcome.${line.outcome}`)}</Mark>;
  if (line.type === 'call' && line.endReason === null) return <Mark tone="call">{t('running')}</Mark>;
  return null;
}
