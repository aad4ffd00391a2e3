import { useActStore } from './act-store.ts';

/** Whether a call on the screen offers this act by itself: then the screen's own way to it makes room. */
export function useOfferedOnCall(id: string): boolean {
  return useActStore(({ acts }) =>
    [...acts.values()].some((act) => act.id === id && act.place === 'call' && act.isPossible),
  );
}
