import { useEffect, useEffectEvent } from 'react';
import type { DeskEventName, DeskEvents } from '#shared/ipc/events.ts';
import { useClient } from './client-context.tsx';

/** Hears one event of the host while the component is there. */
export function useEvent<E extends DeskEventName>(
  event: E,
  listener: (payload: DeskEvents[E]) => void,
): void {
  const client = useClient();
  const hear = useEffectEvent(listener);
  useEffect(() => client.on(event, (payload) => hear(payload)), [client, event]);
}
