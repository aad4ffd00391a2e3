import type { ReactNode } from 'react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useCallbackTexts } from './texts.ts';
import { dueWords, isOverdue } from './words.ts';

/** How often they tried, and by when we are to. */
export function CallbackMarks({ line }: { readonly line: CallbackLine }): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const overdue = isOverdue(line, now);
  return (
    <>
      {line.calls.length > 1 && <Mark tone="block">{t('times', { times: line.calls.length })}</Mark>}
      {line.due && (
        <Mark tone={overdue ? 'warn' : 'plain'}>
          {t(overdue ? 'due.overdue' : 'due.at', { when: dueWords(line, format, now) })}
        </Mark>
      )}
    </>
  );
}
