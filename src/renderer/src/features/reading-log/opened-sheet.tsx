import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { readingLogContract } from '#shared/features/reading-log/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import type { PartyProps } from '../../slots/slots.ts';

/** Shows nothing: tells the host that this sheet is open; whether that is written down is the host's business. */
export function OpenedSheet({ partyId }: PartyProps): ReactNode {
  const client = useClient();
  useEffect(() => {
    // The sheet is there in any case, and whoever looks at it can do nothing about it.
    client.ask(readingLogContract, 'opened', { partyId }).catch(() => undefined);
  }, [client, partyId]);
  return null;
}
