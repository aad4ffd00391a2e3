import type { ReactNode } from 'react';
import { IconPhone } from '@tabler/icons-react';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { useDialBlock } from '../../ui/use-dial-block.ts';
import { usePartyTexts } from './texts.ts';

/** On a sheet: dials the customer's first number that is still theirs. */
export function CallCustomer({ partyId }: PartyProps): ReactNode {
  const t = usePartyTexts();
  const client = useClient();
  const act = useAct();
  const block = useDialBlock();
  const { value: party } = useQuery(partiesContract, 'head', { id: partyId }, ['party', 'contact_point']);
  const contact = party?.contacts.find(
    ({ kind, state, digits }) => kind === 'phone' && state !== 'former' && digits !== null,
  );
  useNamedAct({
    id: 'parties.call',
    name: t('act.call', { name: party?.name ?? '' }),
    also: t('act.callAlso'),
    icon: IconPhone,
    isPossible: contact !== undefined && block === undefined,
    run: () =>
      void act(() =>
        client.ask(callsContract, 'dial', {
          number: `+${contact?.digits ?? ''}`,
          party: { type: 'party', id: partyId },
        }),
      ),
  });
  return null;
}
