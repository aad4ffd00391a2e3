import { use, useMemo } from 'react';
import { AskedContext } from './asked.ts';
import type { Client } from './client.ts';
import { useClient } from './client-context.tsx';

/** `client.read` for a part of a screen that does more than show the answer; asked in a layout effect, it belongs to the coming. */
export function useRead(): Client['read'] {
  const client = useClient();
  const note = use(AskedContext);
  return useMemo<Client['read']>(
    () => (contract, call, input, tables) => {
      if (!contract.calls[call]?.reads) note?.({ channel: `${contract.part}.${call}`, input });
      return client.read(contract, call, input, tables);
    },
    [client, note],
  );
}
