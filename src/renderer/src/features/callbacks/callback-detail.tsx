import type { ReactNode } from 'react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { useCallbackTexts } from './texts.ts';
import { sinceWords } from './words.ts';

/** When they tried and whom they meant to reach; of a done one, who spoke to them. */
export function CallbackDetail({ line }: { readonly line: CallbackLine }): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const { done, sharedBy } = line;
  const words = [
    done &&
      t(done.reached ? 'reachedBy' : 'doneBy', { when: format.moment(done.at, now), who: done.staffName }),
    t('tries', {
      count: line.calls.length,
      first: sinceWords(line.firstAt, format, now),
      last: sinceWords(line.lastAt, format, now),
    }),
    line.line !== null && t('via', { line: line.line }),
    sharedBy.length > 0 && t('sharedBy', { names: format.list(sharedBy) }),
  ];
  return words.filter(Boolean).join(' · ');
}
