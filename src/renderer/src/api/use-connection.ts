import { useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection.ts';
import { useClient } from './client-context.tsx';

export function useConnection(): ConnectionState {
  const { connection } = useClient();
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}
