import type { ReactNode } from 'react';
import { IconPhoneX } from '@tabler/icons-react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { PopLine } from '../../calls/pop-line.tsx';
import { daysBetween } from '../../i18n/format.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';
import { claimWords, sinceWords } from './words.ts';

/** In the pop: that they have tried before, and who meant to call them back. */
export function MissedLine({ partyId }: { readonly partyId: string }): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const { value: lines } = useQuery(callbacksContract, 'ofParty', { partyId }, callbackTables);
  return lines?.map((line) => {
    const isToday = daysBetween(line.firstAt, now) === 0;
    const tried = t(isToday ? 'tried.today' : 'tried.since', {
      times: line.calls.length,
      first: sinceWords(line.firstAt, format, now),
    });
    return (
      <PopLine key={line.id} icon={IconPhoneX} tone="block">
        {[tried, claimWords(line, t)].filter(Boolean).join(', ')}
      </PopLine>
    );
  });
}
