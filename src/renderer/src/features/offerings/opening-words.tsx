import type { ReactNode } from 'react';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { OpeningState } from '#shared/text/opening-hours.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { weekMinuteWords } from '../../i18n/week-minute.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useOfferingTexts } from './texts.ts';

/** ms; hours are told by the minute. */
const MINUTE = 60_000;

/** Open now or not, and until when; nothing where the hours cannot be read. */
export function OpeningWords({ open }: { readonly open: OpeningState | null }): ReactNode {
  const t = useOfferingTexts();
  const format = useFormat();
  const now = useNow(MINUTE);
  if (!open) return null;
  const { isOpen, changesAt } = open;
  const at = changesAt === null ? undefined : weekMinuteWords(changesAt, now, format);
  const Icon = isOpen ? IconCircleCheck : IconCircleX;
  return (
    <Mark tone={isOpen ? 'call' : 'plain'}>
      <Icon size={12} aria-hidden />
      {at === undefined ? t('open.always') : t(isOpen ? 'open.now' : 'open.closed', { at })}
    </Mark>
  );
}
