import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPhoneX } from '@tabler/icons-react';
import { callbacksContract } from '#shared/features/callbacks/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { useNow } from '../../ui/use-now.ts';
import { callbackTables } from './tables.ts';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { claimWords, sinceWords } from './words.ts';

/** "2 verpasste Anrufe seit 10:12, beansprucht von Yıldız", on the sheet of whom we owe a call. */
export function MissedAlert({ partyId }: PartyProps): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const acts = useCallbackActs();
  const { value: lines } = useQuery(callbacksContract, 'ofParty', { partyId }, callbackTables);
  return lines?.map((line) => (
    <AlertLine
      key={line.id}
      icon={IconPhoneX}
      tone="block"
      act={
        line.claim?.mine ? (
          <Button onClick={() => void acts.finish([line])}>{t('finish')}</Button>
        ) : (
          <Button onClick={() => acts.claim(line)}>{t(line.claim ? 'takeOver' : 'claim')}</Button>
        )
      }
    >
      {[
        t('alert', { count: line.calls.length, first: sinceWords(line.firstAt, format, now) }),
        claimWords(line, t),
        line.sharedBy.length > 0 && t('sharedBy', { names: format.list(line.sharedBy) }),
      ]
        .filter(Boolean)
        .join(', ')}
    </AlertLine>
  ));
}
