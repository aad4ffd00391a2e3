import type { ReactNode } from 'react';
import { IconMessages } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { PopLine } from '../../calls/pop-line.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { HiddenField, useIsHidden } from '../../ui/hidden-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { interactionTables } from './tables.ts';
import { useInteractionTexts } from './texts.ts';

const BODY = { table: interactionTable, column: 'body' } as const;

/** In the pop: when, and who of us, spoke to them last, and what about. */
export function LastContactLine({ partyId }: { readonly partyId: string }): ReactNode {
  const t = useInteractionTexts();
  const format = useFormat();
  const now = useNow();
  const isHidden = useIsHidden(BODY);
  const { value } = useQuery(interactionsContract, 'ofParty', { partyId, limit: 1 }, interactionTables);
  const last = value?.[0];
  if (!last) return null;
  return (
    <PopLine icon={IconMessages}>
      {t('last', { when: format.relative(last.occurredAt, now), who: last.staffName })}
      {(isHidden || last.body !== '') && (
        <>
          {': '}
          <HiddenField {...BODY}>{last.body}</HiddenField>
        </>
      )}
    </PopLine>
  );
}
