import { use, useEffect } from 'react';
import type { ReactNode } from 'react';
import { readingLogContract } from '#shared/features/reading-log/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { SeenContext } from '../../slots/seen.ts';
import type { PartyProps } from '../../slots/slots.ts';

/** Shows nothing: tells the host that this sheet is seen; whether that is written down is the host's business. */
export function OpenedSheet({ partyId }: PartyProps): ReactNode {
  const client = useClient();
  const isSeen = use(SeenContext);
  useEffect(() => {
    if (!isSeen) return;
    // The sheet is there in any case, and whoever looks at it can do nothing about it.
    client.ask(readingLogContract, 'opened', { partyId }).catch(() => undefined);
  }, [client, partyId, isSeen]);
  return null;
}
