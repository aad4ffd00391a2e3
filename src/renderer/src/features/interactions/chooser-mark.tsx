import type { ReactNode } from 'react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Mark } from '../../ui/mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';

/** Beside whoever was said to be at this number the last time, on whatever desk. It is a hint: nobody is chosen by it. */
export function ChooserMark({ call, partyId }: PartyProps & { readonly call: LiveCall }): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const now = useNow();
  const { rule, digits } = call.match;
  const { value } = useQuery(
    interactionsContract,
    'lastSpeaker',
    { digits: digits ?? '' },
    interactionTables,
    {
      enabled: rule === 'shared' && digits !== undefined,
    },
  );
  if (value?.partyId !== partyId) return null;
  const when = format.relative(value.occurredAt, now);
  return (
    <Mark>
      {value.forName === null
        ? t('speaks.last', { when })
        : t('speaks.lastFor', { when, name: value.forName })}
    </Mark>
  );
}
