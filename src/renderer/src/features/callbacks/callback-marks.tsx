import type { ReactNode } from 'react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useCallbackTexts } from './texts.ts';
import { claimWords, dueWords, isOverdue } from './words.ts';

/** How often, by when, whose. */
export function CallbackMarks({ line }: { readonly line: CallbackLine }): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const claim = claimWords(line, t);
  const overdue = isOverdue(line, now);
  return (
    <>
      {line.calls.length > 1 && <Mark tone="block">{t('times', { times: line.calls.length })}</Mark>}
      {line.due && (
        <Mark tone={overdue ? 'warn' : 'plain'}>
          {t(overdue ? 'due.overdue' : 'due.at', { when: dueWords(line, format, now) })}
        </Mark>
      )}
      {claim !== undefined && <Mark tone={line.claim?.mine ? 'accent' : 'plain'}>{claim}</Mark>}
    </>
  );
}
